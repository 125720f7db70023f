using IdentityCenterOperator.Policies;
using IdentityCenterOperator.Policies.Advice;
using static IdentityCenterOperator.Policies.PolicyWarningKind;

namespace Planning.Tests.Policies;

/// <summary>What is legal and seldom meant: warned of where it is, and nothing else is.</summary>
public sealed class PolicyWarningTests
{
    private const string Allow = "\"Effect\":\"Allow\"";
    private const string Deny = "\"Effect\":\"Deny\"";
    private const string All = "\"Resource\":\"*\"";

    [Theory]
    [InlineData(AllowsEverything, "", Allow + ",\"Action\":\"*\"," + All)]
    [InlineData(AllowsEverything, "", Allow + ",\"Action\":[\"s3:*\",\"*:*\"],\"Resource\":[\"arn:aws:s3:::b\",\"*\"]")]
    [InlineData(AllowsEverything, "", Allow + ",\"Action\":\"*\"," + All + ",\"Condition\":{}")]
    [InlineData(AllowsAllButListed, ".NotAction", Allow + ",\"NotAction\":\"iam:*\"," + All)]
    [InlineData(AllowsAllButListed, ".NotResource", Allow + ",\"Action\":\"s3:*\",\"NotResource\":\"arn:aws:s3:::b\"")]
    [InlineData(PassesAnyRole, ".Action[1]", Allow + ",\"Action\":[\"s3:*\",\"iam:passrole\"]," + All)]
    [InlineData(PassesAnyRole, ".Action", Allow + ",\"Action\":\"iam:*\"," + All)]
    [InlineData(PassesAnyRole, ".Action", Allow + ",\"Action\":\"iam:P*Role\",\"Resource\":\"arn:aws:iam::*:role/*\"")]
    [InlineData(PassesAnyRole, ".Action", Allow + ",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:MultiFactorAuthPresent\":true}}")]
    [InlineData(DeniesNothing, "", Deny + ",\"Action\":\"docdbelastic:*\"," + All)]
    [InlineData(DeniesNothing, "", Deny + ",\"Action\":[\"ec3:*\",\"nosuch:Thing\"]," + All)]
    [InlineData(UnknownService, ".Action[1]", Deny + ",\"Action\":[\"ec2:*\",\"nosuch:Thing\"]," + All)]
    [InlineData(UnknownService, ".Action", Allow + ",\"Action\":\"codedploy:*\"," + All)]
    [InlineData(UnknownService, ".NotAction", Deny + ",\"NotAction\":\"codedploy:*\"," + All)]
    [InlineData(UnknownService, ".Resource", Allow + ",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:S3:::b\"")]
    [InlineData(UnknownService, ".Condition[\"Bool\"][\"ec3:x\"]", Allow + ",\"Action\":\"s3:*\"," + All + ",\"Condition\":{\"Bool\":{\"ec3:x\":true}}")]
    [InlineData(UnknownConditionKey, ".Condition[\"StringEquals\"][\"aws:SourcVpc\"]", Allow + ",\"Action\":\"s3:*\"," + All + ",\"Condition\":{\"StringEquals\":{\"aws:SourcVpc\":\"vpc-1\"}}")]
    [InlineData(NeverMatches, ".Condition[\"ArnLike\"][\"aws:PrincipalArn\"]", Deny + ",\"Action\":\"*\"," + All + ",\"Condition\":{\"ArnLike\":{\"aws:PrincipalArn\":\"arn:aws-cn:iam::*:role/x\"}}")]
    [InlineData(NeverMatches, ".Condition[\"ArnNotEquals\"][\"aws:PrincipalArn\"][1]", Deny + ",\"Action\":\"*\"," + All + ",\"Condition\":{\"ArnNotEquals\":{\"aws:PrincipalArn\":[\"arn:aws:iam::*:role/x\",\"admin\"]}}")]
    [InlineData(NeverMatches, ".Resource", Allow + ",\"Action\":\"sqs:*\",\"Resource\":\"arn:aws:sqs:eu-west-1:12345678901:q\"")]
    [InlineData(NeverMatches, ".Resource[1]", Allow + ",\"Action\":\"s3:*\",\"Resource\":[\"arn:aws:s3:*\",\"arn:aws:s3:::\"]")]
    [InlineData(VariableNotReplaced, ".Resource", Allow + ",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::b-${AWS::AccountId}\"")]
    [InlineData(VariableNotReplaced, ".Condition[\"StringLike\"][\"s3:prefix\"][0]", Allow + ",\"Action\":\"s3:*\"," + All + ",\"Condition\":{\"StringLike\":{\"s3:prefix\":[\"${username}\"]}}")]
    [InlineData(EmptyCondition, ".Condition[\"StringLike\"]", Allow + ",\"Action\":\"s3:*\"," + All + ",\"Condition\":{\"StringLike\":{}}")]
    [InlineData(EmptyCondition, ".Condition[\"StringLike\"][\"s3:prefix\"]", Allow + ",\"Action\":\"s3:*\"," + All + ",\"Condition\":{\"StringLike\":{\"s3:prefix\":[]}}")]
    [InlineData(WildcardNotExpanded, ".Condition[\"StringNotEquals\"][\"aws:PrincipalArn\"]", Deny + ",\"Action\":\"*\"," + All + ",\"Condition\":{\"StringNotEquals\":{\"aws:PrincipalArn\":\"arn:aws:iam::*:role/admin\"}}")]
    [InlineData(LookAlike, ".Resource", Deny + ",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::a\u2011b\"")]
    [InlineData(LookAlike, ".Condition[\"StringEquals\"][\"aws:username\"]", Deny + ",\"Action\":\"s3:*\"," + All + ",\"Condition\":{\"StringEquals\":{\"aws:username\":\"a\u200bb\"}}")]
    public void What_is_seldom_meant_is_warned_of_at_its_place(PolicyWarningKind kind, string place, string statement)
    {
        var warning = Assert.Single(Warnings(statement));
        Assert.Equal((kind, $"Statement[0]{place}"), (warning.Kind, warning.Place));
    }

    [Theory]
    [InlineData(Deny + ",\"Action\":\"*\"," + All)]
    [InlineData(Deny + ",\"NotAction\":\"iam:*\",\"NotResource\":\"arn:aws:s3:::b\"")]
    [InlineData(Allow + ",\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::b\"")]
    [InlineData(Allow + ",\"Action\":\"iam:PassRole\",\"Resource\":\"arn:aws:iam::*:role/teams/*\"")]
    [InlineData(Allow + ",\"Action\":\"iam:PassRole\"," + All + ",\"Condition\":{\"StringEquals\":{\"IAM:passedtoservice\":\"ec2.amazonaws.com\"}}")]
    [InlineData(Allow + ",\"Action\":\"iam:Get*\"," + All)]
    [InlineData(Allow + ",\"Action\":[\"EC2:*\",\"s3-object-lambda:*\",\"execute-api:Invoke\",\"deepracer:*\"]," + All)]
    [InlineData(Allow + ",\"Action\":\"s3:*\",\"Resource\":[\"arn:aws:s3:::café\",\"arn:aws:cloudformation:*:aws:transform/x\",\"arn:aws:sqs:*:1234*:q\",\"arn:*:s3:::b\"]")]
    [InlineData(Allow + ",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::b/${aws:username}/${aws:PrincipalTag/team, 'none'}/${*}\"")]
    [InlineData(Allow + ",\"Action\":\"s3:*\"," + All + ",\"Condition\":{\"StringLike\":{\"aws:PrincipalTag/x\":\"a*\",\"AWS:sourcevpc\":\"vpc-*\"},\"StringEquals\":{\"saml:aud\":\"x\",\"token.actions.githubusercontent.com:sub\":\"x\",\"aws:username\":\"*\",\"kms:EncryptionContext:aws:s3:arn\":\"x\"},\"ArnLike\":{\"aws:PrincipalArn\":[\"arn:*:iam::*:role/x\",\"*\",\"arn:aws:iam::*:role/${aws:username}\"]}}")]
    public void What_is_meant_often_enough_is_not(string statement) => Assert.Empty(Warnings(statement));

    [Fact]
    public void A_variable_in_a_policy_of_the_older_version_is_warned_of()
    {
        var warning = Assert.Single(Read.Valid("{\"Statement\":{" + Allow + ",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::b/${aws:username\"}}").Warnings);
        Assert.Equal("policy.Statement.Resource is \"arn:aws:s3:::b/${aws:username\", of which IAM replaces nothing in a policy of this Version: set Version to \"2012-10-17\".", warning.SentenceOn("policy"));
    }

    [Theory]
    [InlineData(Allow + ",\"Action\":\"*\"," + All, "policy.Statement[0] (Sid \"S\") allows every action on every resource, without a condition: who is assigned this permission set administers the account.")]
    [InlineData(Allow + ",\"NotAction\":\"iam:*\"," + All, "policy.Statement[0].NotAction (Sid \"S\") allows every action that it does not list, also those that AWS adds: list under Action what is meant, or check that this is.")]
    [InlineData(Allow + ",\"Action\":\"iam:*\"," + All, "policy.Statement[0].Action (Sid \"S\") allows iam:PassRole on every role: whoever may start a service may give it an administrator's role; name the roles under Resource, or the services by the condition key iam:PassedToService.")]
    [InlineData(Deny + ",\"Action\":\"docdbelastic:*\"," + All, "policy.Statement[0] (Sid \"S\") denies nothing, for no service has these actions: \"docdbelastic:*\"; did you mean \"docdb-elastic:*\"?")]
    [InlineData(Allow + ",\"Action\":\"newservice:*\"," + All, "policy.Statement[0].Action (Sid \"S\") is of a service that this version does not know: \"newservice:*\"; if it is a new one, all is well.")]
    [InlineData(Deny + ",\"Action\":\"*\"," + All + ",\"Condition\":{\"StringEquals\":{\"aws:SourcVpc\":\"x\"}}", "policy.Statement[0].Condition[\"StringEquals\"][\"aws:SourcVpc\"] (Sid \"S\") is a condition key that this version does not know: did you mean \"aws:SourceVpc\"?")]
    [InlineData(Deny + ",\"Action\":\"*\"," + All + ",\"Condition\":{\"ArnLike\":{\"aws:PrincipalArn\":\"arn:aws-cn:iam::*:role/x\"}}", "policy.Statement[0].Condition[\"ArnLike\"][\"aws:PrincipalArn\"] (Sid \"S\") is \"arn:aws-cn:iam::*:role/x\", an ARN of the partition \"aws-cn\": the instance's accounts are of \"aws\", so that it equals none of theirs.")]
    public void It_is_said_what_comes_of_it(string statement, string sentence) =>
        Assert.Equal(sentence, Assert.Single(Warnings($"\"Sid\":\"S\",{statement}")).SentenceOn("policy"));

    [Fact]
    public void As_many_are_told_as_anybody_reads() => Assert.Equal(20, Warnings(string.Join("},{", Enumerable.Repeat($"{Allow},\"Action\":\"*\",{All}", 100))).Count());

    [Fact]
    public void The_lists_of_services_and_keys_are_whole()
    {
        Assert.True(ServicePrefixes.All.Count > 450);
        Assert.All(ServicePrefixes.All, prefix => Assert.Matches("^[a-z0-9-]+$", prefix));
        Assert.All(["s3", "iam", "sso", "identitystore", "organizations", "kms", "execute-api"], prefix => Assert.True(ServicePrefixes.IsKnown(prefix)));
        Assert.All(["aws:SourceIp", "AWS:sourceip", "aws:PrincipalTag/team", "aws:RequestTag/a/b", "aws:username"], key => Assert.True(GlobalConditionKeys.IsKnown(key)));
        Assert.All(["aws:SourceIps", "aws:PrincipalTag", "aws:PrincipalTags/team"], key => Assert.False(GlobalConditionKeys.IsKnown(key)));
        Assert.Equal("aws:PrincipalTag/team", GlobalConditionKeys.Meant("aws:PrincipalTags/team"));
    }

    private static IEnumerable<PolicyWarning> Warnings(string statement) => Read.Valid("{\"Version\":\"2012-10-17\",\"Statement\":[{" + statement + "}]}").Warnings;
}
