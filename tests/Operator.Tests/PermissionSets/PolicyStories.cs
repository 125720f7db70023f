using IdentityCenterOperator.Kubernetes.Client;
using Operator.Tests.Harness;

namespace Operator.Tests.PermissionSets;

/// <summary>Inline policies: what IAM would refuse, what it takes although it looks odd, and what it takes although hardly anybody means it.</summary>
public sealed class PolicyStories : Story
{
    private const string Refused = "inlinePolicy: {Version: \"2012-10-17\", Statement: [STATEMENT]}";

    // The API server sorts keys: the second of two spellings is not always the one that was written second.
    private static readonly Dictionary<string, (string Statement, string Sentence)> _bad = new()
    {
        ["double-colon"] = ("{Effect: Allow, Action: [\"ec2::Describe*\", \"ec2::List*\"], Resource: \"*\"}", "spec.inlinePolicy.Statement[0].Action[0] is \"ec2::Describe*\": has 2 colons, and an action has one; did you mean \"ec2:Describe*\"?"),
        ["trailing-blank"] = ("{Effect: Allow, Action: \"s3:GetObject \", Resource: \"*\"}", "spec.inlinePolicy.Statement[0].Action is \"s3:GetObject \": character 13 is none of an action, a space; did you mean \"s3:GetObject\"?"),
        ["look-alike"] = ("{Effect: Deny, Action: \"docdb\\u2011elastic:*\", Resource: \"*\"}", "(U+2011), which looks like \"-\"; did you mean \"docdb-elastic:*\"?"),
        ["operator-typo"] = ("{Effect: Allow, Action: \"s3:ListBucket\", Resource: \"arn:aws:s3:::example\", Condition: {StirngLike: {\"s3:prefix\": [\"\", \"home/\"]}}}", "spec.inlinePolicy.Statement[0].Condition[\"StirngLike\"] is no condition operator of IAM: did you mean \"StringLike\"?"),
        ["condition-twice"] = ("{Effect: Deny, Action: \"*\", Resource: \"*\", Condition: {NotIpAddress: {\"aws:SourceIp\": 192.0.2.0/24, \"AWS:sourceip\": 198.51.100.0/24}}}", "is the condition key \"AWS:sourceip\" again, since IAM ignores the case of their names"),
        ["sid-dash"] = ("{Sid: some-policy-doc, Effect: Allow, Action: \"*\", Resource: \"*\"}", "spec.inlinePolicy.Statement[0].Sid is \"some-policy-doc\": has other characters than letters and digits; did you mean \"somepolicydoc\"?"),
        ["small-condition"] = ("{Effect: Deny, Action: [\"*\"], Resource: \"*\", condition: {StringNotEquals: {\"iam:PermissionsBoundary\": [\"arn:aws:iam::111122223333:policy/boundary\"]}}}", "spec.inlinePolicy.Statement[0] has \"condition\", which is no element of a statement: did you mean \"Condition\"?"),
        ["other-partition"] = ("{Sid: Read, Effect: Allow, Action: \"s3:*\", Resource: \"arn:aws-cn:s3:::b\"}", "spec.inlinePolicy.Statement[0].Resource (Sid \"Read\") is \"arn:aws-cn:s3:::b\": is of the partition \"aws-cn\", and IAM takes none but the account's, \"aws\"; did you mean \"arn:aws:s3:::b\"?"),
    };

    [Fact]
    public async Task What_IAM_would_refuse_stalls_before_any_request_and_goes_on_once_it_is_mended()
    {
        await StartOperatorAsync();
        foreach (var (name, (statement, _)) in _bad)
            await Cluster.ApplyAsync(name, $"{{{Refused.Replace("STATEMENT", statement, StringComparison.Ordinal)}}}");
        foreach (var (name, (_, sentence)) in _bad)
        {
            var stalled = await Cluster.UntilAsync(name, seen => seen.Condition("Stalled") is not null, "is Stalled");
            Assert.Equal("InvalidSpec", stalled.Reason);
            Assert.Contains(sentence, stalled.Message, StringComparison.Ordinal);
            await Until(async () => (await Cluster.EventsAsync(name)).Contains("Warning InvalidSpec", StringComparison.Ordinal), $"an Event tells of {name}");
        }

        Assert.Empty(Aws.WritesSince(0));
        await Cluster.ApplyAsync("double-colon", $"{{{Refused.Replace("STATEMENT", "{Effect: Allow, Action: \"ec2:Describe*\", Resource: \"*\"}", StringComparison.Ordinal)}}}");
        await Cluster.ReadyAsync("double-colon");
    }

    [Fact]
    public async Task What_is_odd_and_legal_reaches_the_accounts()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("odd-but-good", """
            inlinePolicy:
              Version: "2012-10-17"
              Id: ""
              Statement:
              - {Sid: "", Effect: Allow, NotAction: ["iam:*", "organizations:*", "account:*"], Resource: "*"}
              - {Sid: "", Effect: Allow, Action: "EC2:Describe*", Resource: ["*", "arn:aws:ec2:*:*:instance/*"], Condition: {}}
              - {Effect: Deny, Action: "*", NotResource: ["arn:aws:s3:::${aws:PrincipalTag/team}-*"], Condition: {"ForAllValues:StringEquals": {"aws:TagKeys": [team, owner]}, StringNotEqualsIfExists: {"aws:PrincipalTag/cost center": "4711"}, Bool: {"aws:ViaAWSService": false}, "Null": {"aws:TokenIssueTime": true}, NumericLessThan: {"aws:MultiFactorAuthAge": 3600}, "StringEquals": {"aws:PrincipalAccount": [111122223333]}}}
              - {Effect: Deny, Action: "*", NotResource: ["arn:aws:s3:::${aws:PrincipalTag/team}-*"], Condition: {"ForAllValues:StringEquals": {"aws:TagKeys": [owner, team]}}}
            """);
        var arn = (await Cluster.ReadyAsync("odd-but-good")).Status.Arn!;
        await Aws.AssignAsync(arn, 2);
        Assert.Equal(2, (await Aws.AccountsAsync(arn)).Count);
    }

    [Fact]
    public async Task What_is_legal_and_suspicious_is_done_and_told_once_for_each_generation()
    {
        const string admin = "inlinePolicy: {Version: \"2012-10-17\", Statement: [{Sid: Admin, Effect: Allow, Action: \"*\", Resource: \"*\"}, {Effect: Deny, Action: \"docdbelastic:*\", Resource: \"*\"}]}";
        await StartOperatorAsync();
        await Cluster.ApplyAsync("admin", $"{{description: First, {admin}}}");
        await Cluster.ReadyAsync("admin");
        await Until(async () => (await Cluster.EventsAsync("admin")).Contains("Warning AllowsEverything: spec.inlinePolicy.Statement[0] (Sid \"Admin\") allows every action on every resource, without a condition", StringComparison.Ordinal), "an Event tells of it");
        await Until(async () => (await Cluster.EventsAsync("admin")).Contains("Warning DeniesNothing: spec.inlinePolicy.Statement[1] denies nothing, for no service has these actions: \"docdbelastic:*\"; did you mean \"docdb-elastic:*\"?", StringComparison.Ordinal), "and of the other");

        await Cluster.AnnotateAsync("admin", "identitycenter.dev/reconcile-at", "1");
        await RestsAsync();
        Assert.Single(Operator.Log.All, line => line.Contains("AllowsEverything", StringComparison.Ordinal));
        await Operator.StopAsync();
        await StartOperatorAsync();
        await Cluster.AnnotateAsync("admin", "identitycenter.dev/reconcile-at", "2");
        await RestsAsync();
        Assert.DoesNotContain(Operator.Log.All, line => line.Contains("AllowsEverything", StringComparison.Ordinal));

        await Cluster.ApplyAsync("admin", $"{{description: Second, {admin}}}");
        await Until(() => Task.FromResult(Operator.Log.All.Any(line => line.Contains("AllowsEverything", StringComparison.Ordinal))), "it is told of the new generation");
        await Cluster.ReadyAsync("admin");
    }

    [Fact]
    public async Task A_character_that_AWS_does_not_take_is_named_by_whoever_looks_first()
    {
        await StartOperatorAsync();
        try
        {
            // A server without CEL stores it, and the operator tells.
            await Cluster.ApplyAsync("dash", "{description: \"Reads \\u2014 nothing else\"}");
            Assert.StartsWith(
                "spec.description is \"Reads \u2014 nothing else\": character 7 is none that AWS takes there, \"\u2014\" (U+2014), which looks like \"-\";",
                (await Cluster.ReasonAsync("dash", "InvalidSpec")).Message, StringComparison.Ordinal);
        }
        catch (KubernetesException refusal)
        {
            Assert.Contains("spec.description has \"\u2014\", which AWS does not take: use the characters of Latin-1, tabs and line breaks", refusal.Message, StringComparison.Ordinal);
        }
    }
}
