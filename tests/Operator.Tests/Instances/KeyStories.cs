using LocalIdentityCenter;
using LocalIdentityCenter.Seeding;
using Operator.Tests.AccountAssignments;
using Operator.Tests.Docs;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.Instances;

/// <summary>
/// The instance is encrypted with a key of the organization's management account. What AWS does with it, it does in the name of the operator's role, be that in the
/// management account or in a delegated administrator's.
/// </summary>
public sealed class KeyStories : AccessStory
{
    private const string Key = "arn:aws:kms:eu-central-1:100000000001:key/mrk-1234abcd12ab34cd56ef1234567890ab";
    private const string Delegated = "400000000006";
    private const string Region = "eu-west-1";

    private static readonly TimeSpan _often = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(Management)]
    [InlineData(Delegated)]
    public async Task All_that_is_asked_of_AWS_and_done_with_the_key_is_what_the_shipped_policy_allows(string account)
    {
        await using var aws = await Aws.StartAsync(SeedFor(account));
        await using (await RunningOperator.StartAsync(Cluster, aws, Time, _often))
        {
            await Cluster.ApplyAsync("reader", "{managedPolicies: [ReadOnlyAccess], tags: {team: data}}");
            var arn = (await Cluster.ReadyAsync("reader")).Status.Arn!;
            await Assignments.ApplyAsync("data", For("{group: Data}, {user: alice@example.com}"));
            await Assignments.ReadyAsync("data");
            await Cluster.Regions.ApplyAsync(Region, "{}");
            await Cluster.Regions.ReadyAsync(Region);
            await Cluster.ApplyAsync("reader", "{managedPolicies: [SecurityAudit]}");
            await Until(async () => (await aws.AccountsAsync(arn)).Count == 2 && (await aws.AccountsAsync(arn, outdated: true)).Count == 0 && (await Cluster.GetAsync("reader")).IsReady, "both accounts have the edit");
            await Assignments.DeleteAsync("data");
            await Assignments.GoneAsync("data");
            await Cluster.DeleteAsync("reader");
            await Cluster.GoneAsync("reader");
        }

        var calls = CallsOf(aws);
        string[] expected = ["CreatePermissionSet", "ProvisionPermissionSet", "CreateAccountAssignment", "DeleteAccountAssignment", "DeletePermissionSet", "AddRegion", "DescribeKey", "GetGroupId", "GetUserId", "ListAccounts"];
        Assert.Subset(calls.Select(call => call.Operation).ToHashSet(), expected.ToHashSet());
        AssertAllowed("iam-policy.json", calls);
    }

    [Theory]
    [InlineData(Management)]
    [InlineData(Delegated)]
    public async Task Where_all_is_only_observed_the_policy_for_readers_is_enough(string account)
    {
        await using var aws = await Aws.StartAsync(SeedFor(account) with { PermissionSets = [new() { Name = "reader" }] });
        await using (await RunningOperator.StartAsync(Cluster, aws, Time, _often))
        {
            await Cluster.ApplyAsync("reader", "{managementPolicy: Observe, managedPolicies: [ReadOnlyAccess], assignableFrom: {namespaces: [trusted]}}");
            await Cluster.ReasonAsync("reader", "Drifted");
            await Assignments.ApplyAsync("data", "{permissionSetName: reader, managementPolicy: Observe, principals: [{group: Data}, {user: alice@example.com}], targets: {allAccounts: true}}");
            await Assignments.ReasonAsync("data", "Drifted");
            await Cluster.Regions.ApplyAsync(Region, "{managementPolicy: Observe}");
            await Cluster.Regions.ReasonAsync(Region, "Drifted");
        }

        AssertAllowed("iam-policy-read-only.json", CallsOf(aws));
    }

    [Fact]
    public async Task A_key_whose_policy_does_not_name_the_delegated_administrators_account_is_told_and_nothing_is_forgotten_until_it_does()
    {
        await using var aws = await Aws.StartAsync(SeedFor(Delegated));
        await using var running = await RunningOperator.StartAsync(Cluster, aws, Time);
        await Cluster.ApplyAsync("reader", "{}");
        var arn = (await Cluster.ReadyAsync("reader")).Status.Arn!;
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReadyAsync("data");
        aws.Server.Organization.SetKey(Key, "Enabled", accounts: [Management]);
        await Assignments.DeleteAsync("data");
        await Cluster.ApplyAsync("writer", "{description: Writes}");
        foreach (var told in new[] { await Assignments.ReasonAsync("data", "EncryptionKeyNotReady"), await Cluster.ReasonAsync("writer", "EncryptionKeyNotReady") })
        {
            Assert.Contains($"the operator's role use the KMS key {Key}", told.Message, StringComparison.Ordinal);
            Assert.Contains("because no resource-based policy allows the kms:Decrypt action", told.Message, StringComparison.Ordinal);
            Assert.Contains("in the key's policy in the organization's management account: to the role, or to the role's account.", told.Message, StringComparison.Ordinal);
        }

        Assert.Equal(DataHolds(1, 2), await aws.Access.HeldAsync(arn));
        Assert.NotEmpty(await Assignments.RecordedAsync("data"));
        aws.Server.Organization.SetKey(Key, "Enabled", accounts: [Management, Delegated]);
        await Cluster.ReadyAsync("writer");
        await Assignments.GoneAsync("data");
        Assert.Empty(await aws.Access.HeldAsync(arn));
    }

    // The key's policy leaves it to IAM for both accounts, as the documentation tells.
    private static Seed SeedFor(string account)
    {
        var seed = Organization.Seed();
        return seed with
        {
            Organization = seed.Organization with { DelegatedAdministrator = Delegated },
            Instance = seed.Instance! with { EncryptionKey = Key },
            Keys = [new() { Arn = Key, Accounts = [Management, Delegated], Replicas = [Region] }],
            Callers = [new("AKIAOPERATOR", account)],
        };
    }

    private static List<Call> CallsOf(Aws aws) => [.. aws.Server.Calls.All.Where(call => call.AccessKeyId == "AKIAOPERATOR")];

    private static void AssertAllowed(string file, List<Call> calls)
    {
        var policy = ShippedPolicy.Read(file);
        Assert.All(calls, call =>
        {
            var service = call.Service == "sso-admin" ? "sso" : call.Service;
            Assert.True(policy.MayCall($"{service}:{call.Operation}", call.Operation == "DescribeKey" ? (string)System.Text.Json.Nodes.JsonNode.Parse(call.Body)!["KeyId"]! : "*"), $"{file} does not allow {service}:{call.Operation}");
            if (service is "sso" or "identitystore")
            {
                Assert.All(ShippedPolicy.UsesOfTheKey(call.IsWrite), use =>
                    Assert.True(policy.MayUseKey(use, Key, $"{service}.eu-central-1.amazonaws.com", ShippedPolicy.ContextOf(service)), $"{file} does not allow {use} through {service} for {call.Operation}"));
            }
        });
    }
}
