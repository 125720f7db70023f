using LocalIdentityCenter;
using LocalIdentityCenter.Seeding;
using Operator.Tests.AccountAssignments;
using Operator.Tests.Harness;
using Testing;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.Instances;

/// <summary>One assignment that nobody declared, and somebody who declares it at an awkward moment.</summary>
public sealed class UndeclaredStories : AccessStory
{
    private const string Default = "default";
    private const string Declaring = "{permissionSetName: legacy, principals: [{group: Data}], targets: {accounts: [\"400000000001\"]}}";

    private protected override Seed Seed => Organization.Seed() with
    {
        PermissionSets = [new() { Name = "legacy" }],
        Assignments = [new() { PermissionSet = "legacy", Group = "Data", Accounts = [$"a{Accounts[0]}"] }],
    };

    // The next try comes after five minutes.
    private protected override double Speed => 40;

    [Fact]
    public async Task What_is_declared_while_its_revocation_waits_for_a_slot_stays_assigned()
    {
        var arn = (await Aws.ArnAsync("legacy"))!;
        await OccupyAsync(arn);
        await Cluster.Instances.ApplyAsync(Default, "{outstandingOperations: 1, unmanaged: {assignments: Revoke}}");
        await StartOperatorAsync();
        await Cluster.Instances.UntilAsync(Default, seen => seen.Message.Contains("1 to go", StringComparison.Ordinal), "is about to take it away");
        await Until(() => Task.FromResult(Aws.BodiesSince(0, "ListAccountAssignments").Count(body => body.Contains(Accounts[0], StringComparison.Ordinal)) >= 2), "it was looked at right before");
        await Assignments.ApplyAsync("data", Declaring);
        await Until(async () => (await Assignments.RecordedAsync("data")).Count == 1, "it is recorded as its own");
        Aws.Server.ReleaseStuck();
        await Aws.Access.UntilAsync(arn, $"{Accounts[0]} {Group}", $"{Accounts[1]} {Web}");
        await Assignments.ReadyAsync("data");
        await Cluster.Instances.UntilAsync(Default, seen => seen.Instance.Unmanaged?.Assignments == 0, "has nothing left to take away");
        await RestsAsync();
        Assert.DoesNotContain(Aws.BodiesSince(0, "DeleteAccountAssignment"), body => body.Contains(Group, StringComparison.Ordinal));
        Assert.Contains($"{Accounts[0]} {Group}", await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task What_somebody_takes_away_already_when_the_operator_starts_is_told_no_more_once_it_is_gone()
    {
        var arn = (await Aws.ArnAsync("legacy"))!;
        Aws.Server.Faults.Add(new() { Kind = FaultKind.StickOperation, Operation = "DeleteAccountAssignment", Times = 1 });
        var gone = Aws.Access.RevokeAsync(arn, Accounts[0], Group);
        await Until(() => Task.FromResult(Aws.Server.Calls.All.Any(call => call.Operation == "DeleteAccountAssignment")), "it is under way");
        await StartOperatorAsync();
        await Cluster.Instances.UntilAsync(Default, seen => seen.Instance.Unmanaged?.Assignments == 1, "it is there still");
        await RestsAsync();
        Aws.Server.ReleaseStuck();
        await gone;
        await Cluster.Instances.UntilAsync(Default, seen => seen.Instance.Unmanaged?.Assignments == 0, "it is gone, and no look at everything was due");
    }

    [Fact]
    public async Task What_could_not_be_taken_away_is_tried_again_although_nothing_changes()
    {
        var arn = (await Aws.ArnAsync("legacy"))!;
        Aws.Fault(FaultKind.FailOperation, "DeleteAccountAssignment", times: 1, message: "not now");
        await Cluster.Instances.ApplyAsync(Default, "{unmanaged: {assignments: Revoke}}");
        await StartOperatorAsync();
        await Aws.Access.UntilAsync(arn);
        Assert.Equal(2, Aws.Count("DeleteAccountAssignment"));
    }

    [Fact]
    public async Task What_is_undeclared_is_told_as_soon_as_it_is_known_what_each_object_asks_for()
    {
        await StartOperatorAsync();
        await Cluster.Instances.UntilAsync(Default, seen => seen.Instance.Unmanaged?.Assignments == 1, "one is undeclared");
        await Assignments.ApplyAsync("data", Declaring);
        await Assignments.ReadyAsync("data");
        await Cluster.Instances.UntilAsync(Default, seen => seen.Instance.Unmanaged?.Assignments is null or 0, "none is undeclared");
    }

    // Somebody else's operation, which does not end before it is released.
    private async Task OccupyAsync(string arn)
    {
        Aws.Server.Faults.Add(new() { Kind = FaultKind.StickOperation, Operation = "CreateAccountAssignment", AccessKeyId = "AKIACONSOLE" });
        await Aws.Console.CreateAccountAssignmentAsync(new()
        {
            InstanceArn = InstanceArn,
            PermissionSetArn = arn,
            TargetId = Accounts[1],
            TargetType = Amazon.SSOAdmin.TargetType.AWS_ACCOUNT,
            PrincipalType = Amazon.SSOAdmin.PrincipalType.GROUP,
            PrincipalId = Web,
        });
        await Eventually.TrueAsync(async () => (await Aws.Console.ListAccountAssignmentCreationStatusAsync(new() { InstanceArn = InstanceArn, Filter = new() { Status = Amazon.SSOAdmin.StatusValues.IN_PROGRESS } })).AccountAssignmentsCreationStatus is { Count: 1 }, "it is under way");
    }
}
