using System.Text.RegularExpressions;
using LocalIdentityCenter;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.AccountAssignments;

/// <summary>Whatever people read of permission sets, accounts, groups and users has their names, and ids only behind them.</summary>
public sealed partial class SentenceStories : AccessStory
{
    private const string First = "a400000000001 (400000000001)";
    private const string Second = "a400000000002 (400000000002)";

    [Fact]
    public async Task What_is_told_of_assignments_has_names_and_ids_behind_them()
    {
        var arn = await BeginAsync(Soon);
        Aws.Fault(FaultKind.FailOperation, "CreateAccountAssignment", times: 2, containing: Accounts[1], message: "The quota of roles is used up.");
        await Assignments.ApplyAsync("data", DataInTwo);
        var failed = await Assignments.ReasonAsync("data", "AssignmentFailed");
        Assert.Contains($"In {Second}, group \"Data\": ", failed.Message, StringComparison.Ordinal);
        await Assignments.ReadyAsync("data");
        await Aws.Access.RevokeAsync(arn, Accounts[0], Organization.Group);
        await EventAsync("data", "DriftHealed");
        Assert.Contains(
            $"Warning DriftDetected: Drift: 1 assignment was revoked outside of Kubernetes. Reassigning reader to group \"Data\" in {First}.", await Assignments.EventsAsync("data"), StringComparison.Ordinal);
        await AllAreNamedAsync();
    }

    [Fact]
    public async Task What_is_only_observed_is_told_by_names()
    {
        await BeginAsync();
        await Assignments.ApplyAsync("data", For("{group: Data}", "accounts: [\"400000000001\"]", "managementPolicy: Observe"));
        var drifted = await Assignments.ReasonAsync("data", "Drifted");
        Assert.Equal([$"reader[{First}, group \"Data\"]"], drifted.Assignment.Drift!.Entries!.Select(entry => entry.Path));
        Assert.Equal($"AWS differs from what is declared in 1 assignment: assign reader to group \"Data\" in {First}.", drifted.Condition("Drifted")!.Message);
        await AllAreNamedAsync();
    }

    [Fact]
    public async Task What_a_permission_set_tells_of_accounts_has_their_names()
    {
        await BeginAndRestAsync();
        Aws.Fault(FaultKind.FailOperation, "ProvisionPermissionSet", message: "Somebody stood in the way.");
        await Cluster.ApplyAsync("reader", "{managedPolicies: [ReadOnlyAccess]}");
        var failed = await Cluster.UntilAsync("reader", seen => seen.Condition("Propagated")?.Message.Contains($"In {First}: ", StringComparison.Ordinal) == true, "names the account");
        Assert.Equal("False", failed.Condition("Propagated")!.Status);
        await Cluster.ReasonAsync("reader", "ProvisioningFailed");
        await Cluster.DeleteAsync("reader");
        var waiting = await Cluster.ReasonAsync("reader", "StillAssigned");
        Assert.Contains($"Still assigned in accounts {First}, {Second} by AccountAssignment ", waiting.Message, StringComparison.Ordinal);
        await AllAreNamedAsync();
        Aws.Server.Faults.Clear();
    }

    [Fact]
    public async Task What_nobody_declared_is_told_by_names_when_it_goes()
    {
        var arn = await BeginWithDataAsync(Soon);
        await Aws.Access.GrantAsync(arn, Accounts[0], Web);
        await Cluster.Instances.ApplyAsync("default", "{unmanaged: {assignments: Revoke}}");
        await Aws.Access.UntilAsync(arn, DataHolds(1, 2));
        await Until(() => Task.FromResult(Operator.Log.Has($"Nobody declared it: revoke \"reader\" from group \"Web\" in {First}.")), "the log tells so");
        await AllAreNamedAsync();
    }

    private async Task AllAreNamedAsync()
    {
        await RestsAsync();
        // Events outlive the stories of before.
        var uids = History.Objects.SelectMany(versions => versions).Select(version => version.Uid).ToHashSet();
        var events = await Cluster.Plane.KubectlAsync("get", "events.events.k8s.io", "--all-namespaces", "-o", "jsonpath={range .items[*]}{.regarding.uid} {.note}{\"\\n\"}{end}");
        var notes = events.Split('\n').Select(line => line.Split(' ', 2)).Where(parts => parts.Length == 2 && uids.Contains(parts[0])).Select(parts => parts[1]).ToList();
        Assert.NotEmpty(notes);
        var messages = History.Objects.SelectMany(versions => versions).SelectMany(version => version.Status.Conditions ?? []).Select(condition => condition.Message ?? "");
        // A line of the audit log is for programs, and has a field for each name and id.
        var lines = Operator.Log.All.Where(line => !line.Contains(": {\"", StringComparison.Ordinal)).Select(line => line.Split('\n')[0]);
        var bare = notes.Concat(messages).Concat(lines).Distinct().Where(text => BareId().IsMatch(text)).ToList();
        Assert.True(bare.Count == 0, string.Join('\n', bare));
    }

    // An id of an account, a permission set or a principal that stands neither in brackets nor in an ARN.
    [GeneratedRegex(@"(?<![\w(:/-])(?:[0-9]{12}|ps-[0-9a-f]{16}|99671a2b3c-[0-9a-f-]{36})(?![\w:/])")]
    private static partial Regex BareId();

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);
}
