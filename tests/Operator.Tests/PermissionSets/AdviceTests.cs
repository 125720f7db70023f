using System.Text.Json;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.PermissionSets;
using IdentityCenterOperator.Policies;
using Testing;

namespace Operator.Tests.PermissionSets;

/// <summary>What a spec declares that AWS takes, or may take, and that is seldom meant.</summary>
public sealed class AdviceTests
{
    [Theory]
    [InlineData("""{"managedPolicies":["ReadOnlyAccess","ViewOnlyAccess"]}""", "PathMistaken: spec.managedPolicies[1] is \"ViewOnlyAccess\": AWS has this policy as job-function/ViewOnlyAccess; write it with its path.")]
    [InlineData("""{"managedPolicies":["arn:aws:iam::aws:policy/billing"]}""", "PathMistaken: spec.managedPolicies[0] is \"arn:aws:iam::aws:policy/billing\": AWS has this policy as job-function/Billing; write it with its path.")]
    [InlineData("""{"managedPolicies":["job-function/ReadOnlyAccess"]}""", "PathMistaken: spec.managedPolicies[0] is \"job-function/ReadOnlyAccess\": AWS has this policy without a path; write ReadOnlyAccess.")]
    [InlineData("""{"managedPolicies":["policy/ReadOnlyAccess"]}""", "PathMistaken: spec.managedPolicies[0] is \"policy/ReadOnlyAccess\": policy/ is a part of every ARN and of no name; write ReadOnlyAccess.")]
    [InlineData("""{"managedPolicies":["AWSBackupServiceRolePolicyForBackup"]}""", "PathMistaken: spec.managedPolicies[0] is \"AWSBackupServiceRolePolicyForBackup\": AWS keeps policies of service roles under a path, most under service-role/; write it as its ARN has it.")]
    [InlineData("""{"managedPolicies":["aws-service-role/AWSSupportServiceRolePolicy"]}""", "PolicyOfService: spec.managedPolicies[0] is \"aws-service-role/AWSSupportServiceRolePolicy\": AWS attaches this policy to the service's own role only, and refuses it for others; choose another.")]
    [InlineData("""{"permissionsBoundary":{"managedPolicy":"ViewOnlyAccess"}}""", "PathMistaken: spec.permissionsBoundary.managedPolicy is \"ViewOnlyAccess\": AWS has this policy as job-function/ViewOnlyAccess; write it with its path.")]
    [InlineData("""{"customerManagedPolicies":[{"name":"ReadOnlyAccess"}]}""", "AwsManagedName: spec.customerManagedPolicies[0].name is \"ReadOnlyAccess\", as AWS calls a policy of its own, which goes under spec.managedPolicies: check that each account has a policy of this name.")]
    [InlineData("""{"customerManagedPolicies":[{"name":"ops","path":"/a/"},{"name":"Ops","path":"/b/"}]}""", "SameNameTwice: spec.customerManagedPolicies[1].name is \"Ops\", and another is \"ops\": an account has only one policy of a name, whatever its path and the case of its letters.")]
    [InlineData("""{"tags":{"team":"a","Team":"b"}}""", "SameNameTwice: spec.tags has the keys \"Team\" and \"team\", which differ in case alone: AWS keeps both, and conditions on tags take them for one.")]
    [InlineData("""{"inlinePolicy":{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Allow","Action":"*","Resource":"*"}]}}""", "AllowsEverything: spec.inlinePolicy.Statement[0] (Sid \"A\") allows every action on every resource, without a condition: who is assigned this permission set administers the account.")]
    public void What_is_seldom_meant_is_told_with_its_field(string spec, string warning) => Assert.Equal([warning], Warnings(spec));

    [Theory]
    [InlineData("""{"managedPolicies":["ReadOnlyAccess","job-function/ViewOnlyAccess","service-role/AWSBackupServiceRolePolicyForBackup","SecurityAudit"]}""")]
    [InlineData("""{"permissionsBoundary":{"managedPolicy":"PowerUserAccess"},"customerManagedPolicies":[{"name":"operators","path":"/teams/"}]}""")]
    [InlineData("""{"tags":{"team":"a","cost center":"b"},"description":"Reads"}""")]
    public void What_is_meant_often_enough_is_not(string spec) => Assert.Empty(Warnings(spec));

    [Fact]
    public void More_policies_than_IAM_allows_a_role_are_told() => Assert.Equal(
        ["ManyPolicies: spec.managedPolicies and spec.customerManagedPolicies have 11 policies: IAM allows 10 a role unless the quota of each account was raised."],
        Warnings($$"""{"managedPolicies":[{{string.Join(',', Enumerable.Range(0, 11).Select(i => $"\"P{i}\""))}}]}"""));

    [Fact]
    public void Every_reason_is_in_the_documentation_and_so_are_its_sentences()
    {
        var page = File.ReadAllText(Repository.At("docs", "permission-sets.md"));
        string[] reasons = [.. Enum.GetNames<PolicyWarningKind>(), "ManyPolicies", "PathMistaken", "PolicyOfService", "AwsManagedName", "SameNameTwice"];
        Assert.All(reasons, reason => Assert.Contains($"`{reason}`", page, StringComparison.Ordinal));
        var policy = (PolicyResult.Invalid)PolicyDocument.Parse("""
            {"Version":"2012-10-17","Statement":[
              {"Sid":"Look","Effect":"Allow","Action":["ec2:List*","ec2::Describe*"],"Resource":"*","Condition":{"StirngLike":{"s3:prefix":""}}},
              {"Effect":"Deny","Action":"docdb\u2011elastic:*","Resource":"*"}]}
            """, "aws");
        Assert.All(policy.Faults, fault => Assert.Contains(fault.SentenceOn("spec.inlinePolicy"), page, StringComparison.Ordinal));
        Assert.Equal(3, policy.Faults.Count);
    }

    private static string[] Warnings(string spec)
    {
        var set = new PermissionSet { Metadata = new() { Name = "a" }, Spec = JsonSerializer.Deserialize(spec, EntitiesJson.Default.PermissionSetSpec)! };
        return [.. Assert.IsType<PermissionSetDesired.Valid>(PermissionSetDesired.From(set, "aws")).Warnings.Select(warning => $"{warning.Reason}: {warning.Sentence}")];
    }
}
