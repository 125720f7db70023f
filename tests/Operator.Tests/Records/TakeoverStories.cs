using System.Text;
using System.Text.Json;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.Records;

/// <summary>From the version that kept ledgers in statuses to this one, and back.</summary>
public sealed class TakeoverStories : RecordStory
{
    [Fact]
    public async Task Ledgers_go_back_into_statuses_for_the_former_version_and_are_taken_over_again_and_AWS_hears_nothing_of_it()
    {
        var arn = await BeginWithDataAsync(spec: For("{group: Data}, {group: Web}"));
        await Operator.StopAsync();
        var mark = Aws.Mark;
        await ReturnAsync();
        var back = (await Assignments.GetAsync("data")).Assignment;
        Assert.Equal([(arn, "GROUP", Group, "400000000001 400000000002"), (arn, "GROUP", Web, "400000000001 400000000002")], back.Granted!.Select(entry => (entry.PermissionSetArn, entry.Type, entry.Id, string.Join(' ', entry.Accounts!))));
        Assert.Null(back.AccessRecord);
        Assert.Empty(await Cluster.Records.ListAsync());
        Assert.False(await Cluster.HasBegunRecordsAsync());

        await StartOperatorAsync();
        var taken = await Assignments.UntilAsync("data", seen => seen.Assignment.Granted is null, "has no ledger in its status");
        Assert.Equal(taken.Uid, taken.Assignment.AccessRecord);
        Assert.Equal([Group, Web], (await Assignments.RecordedAsync("data")).Select(entry => entry.PrincipalId));
        Assert.True(await Cluster.HasBegunRecordsAsync());
        await RestsAsync();
        Assert.Empty(Aws.WritesSince(mark));
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReadyAsync("data");
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task What_was_being_revoked_goes_on_being_revoked_after_both_ways()
    {
        var arn = await BeginWithDataAsync(spec: For("{group: Data}, {group: Web}"));
        Aws.Fault(LocalIdentityCenter.FaultKind.Throttle, "DeleteAccountAssignment");
        await Assignments.ApplyAsync("data", DataInTwo);
        await Until(async () => (await Assignments.RecordedAsync("data")).Any(entry => entry.Revoking is { Count: > 0 }), "it is recorded that something is being revoked");
        await Operator.StopAsync();
        Aws.Server.Faults.Clear();
        await ReturnAsync();
        Assert.Equal(2, (await Assignments.GetAsync("data")).Assignment.Granted!.Sum(entry => entry.Revoking?.Count ?? 0));
        await StartOperatorAsync();
        await Aws.Access.UntilAsync(arn, DataHolds(1, 2));
        await Assignments.ReadyAsync("data");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_ledger_that_appears_in_a_status_later_is_nobodys(bool forAnObjectWithARecord)
    {
        var arn = await BeginWithDataAsync();
        await Aws.Access.GrantAsync(arn, Accounts[4], Audit);
        await Assignments.ApplyAsync("empty", For("{group: Nobody}"));
        await Assignments.ReasonAsync("empty", "PrincipalNotFound");
        await Operator.StopAsync();
        var name = forAnObjectWithARecord ? "data" : "empty";
        await ForgeAsync(name, arn);
        await StartOperatorAsync();
        await Assignments.UntilAsync(name, seen => seen.Assignment.Granted is null, "has no ledger in its status");
        await Assignments.DeleteAsync(name);
        await Assignments.GoneAsync(name);
        Assert.Contains($"{Accounts[4]} {Audit}", await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task A_status_that_has_no_ledger_where_one_should_be_is_told_and_revokes_nothing()
    {
        var arn = await BeginWithDataAsync();
        await Operator.StopAsync();
        await ReturnAsync();
        await Cluster.LoosenSchemaAsync(AccountAssignment.Definition);
        try
        {
            await Cluster.User.PatchAsync(AccountAssignment.Definition, new(Cluster.TrustedNamespace, "data"), new Patch.Merge("{\"status\":{\"granted\":[{\"permissionSetArn\":7}]}}"u8.ToArray()), "status");
            await StartOperatorAsync();
            await EventAsync("data", "RecordsUnavailable");
            await RestsAsync();
            Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
            Assert.DoesNotContain("DeleteAccountAssignment", Aws.CallsSince(0));
        }
        finally
        {
            await Cluster.RestoreSchemaAsync();
        }
    }

    // As somebody could who may write statuses, which no tenant may.
    private Task ForgeAsync(string name, string arn)
    {
        var granted = JsonSerializer.Serialize(new[] { new { permissionSetArn = arn, type = "GROUP", id = Audit, accounts = new[] { Accounts[4] } } });
        return Cluster.User.PatchAsync(AccountAssignment.Definition, new(Cluster.TrustedNamespace, name), new Patch.Merge(Encoding.UTF8.GetBytes($$$"""{"status":{"granted":{{{granted}}}}}""")), "status");
    }

    private async Task ReturnAsync()
    {
        var returning = await LaunchReturnAsync();
        await Until(() => Task.FromResult(returning.Log.All.Any(line => line.Contains("put the former version in place now", StringComparison.Ordinal))), "it says that it is done");
        await returning.StopAsync();
    }
}
