using Operator.Tests.Harness;
using Testing;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.AccountAssignments;

/// <summary>A story about who holds the permission set "reader".</summary>
[Collection(Lanes.Assignments)]
public abstract class AccessStory : Story
{
    private protected override string Lane => Lanes.Assignments;

    /// <summary>One group in two accounts.</summary>
    protected const string DataInTwo = "{permissionSetRef: {name: reader}, principals: [{group: Data}], targets: {accounts: [\"400000000001\", \"400000000002\"]}}";

    /// <summary>What that is in AWS.</summary>
    private protected static IReadOnlyList<string> DataHolds(params ReadOnlySpan<int> accounts) => Holds(Group, accounts);

    /// <summary>What it is in AWS that a principal holds the set in these accounts, counted from 1.</summary>
    private protected static IReadOnlyList<string> Holds(string principal, params ReadOnlySpan<int> accounts)
    {
        var held = new List<string>();
        foreach (var account in accounts)
            held.Add($"{Accounts[account - 1]} {principal}");
        return held;
    }

    /// <summary>A spec for the set "reader" in the first two accounts.</summary>
    protected static string For(string principals, string targets = "accounts: [\"400000000001\", \"400000000002\"]", string more = "") =>
        $"{{permissionSetRef: {{name: reader}}, principals: [{principals}], targets: {{{targets}}}{(more.Length == 0 ? "" : $", {more}")}}}";

    private protected Objects Assignments => Cluster.Assignments;

    /// <summary>Starts the operator and creates the set; returns its ARN.</summary>
    private protected async Task<string> BeginAsync(TimeSpan? sweepInterval = null, string set = "{}")
    {
        await StartOperatorAsync(sweepInterval);
        await Cluster.ApplyAsync("reader", set);
        return (await Cluster.ReadyAsync("reader")).Status.Arn!;
    }

    /// <summary>The same, and an object "data" that is Ready: one group in two accounts.</summary>
    private protected async Task<string> BeginWithDataAsync(TimeSpan? sweepInterval = null, string spec = DataInTwo)
    {
        var arn = await BeginAsync(sweepInterval);
        await Assignments.ApplyAsync("data", spec);
        await Assignments.ReadyAsync("data");
        return arn;
    }

    /// <summary>The same, and the permission set has told that two accounts have it: it has no reason to look again.</summary>
    private protected async Task<string> BeginAndRestAsync(string spec = DataInTwo)
    {
        var arn = await BeginWithDataAsync(spec: spec);
        await Eventually.TrueAsync(() => !Operator.IsToLookAtAccounts, "no look at the permission set is to come");
        await Cluster.UntilAsync("reader", seen => seen.IsReady && seen.Status.Propagation?.Summary == "2/2", "tells of two accounts");
        await RestsAsync();
        return arn;
    }

    /// <summary>Calls that make or take away assignments, in their order: verb, account and principal.</summary>
    private protected IReadOnlyList<string> ChangesSince(long mark) =>
    [
        .. Aws.Server.Calls.Since(mark).Where(call => call is { AccessKeyId: "AKIAOPERATOR", Operation: "CreateAccountAssignment" or "DeleteAccountAssignment" }).Select(call =>
        {
            var body = System.Text.Json.Nodes.JsonNode.Parse(call.Body)!;
            return $"{(call.Operation.StartsWith("Create", StringComparison.Ordinal) ? "+" : "-")} {body["TargetId"]} {body["PrincipalId"]}";
        }),
    ];

    /// <summary>Waits until an Event about an object in the trusted namespace has this reason.</summary>
    private protected Task EventAsync(string name, string reason) =>
        Until(async () => (await Assignments.EventsAsync(name)).Contains(reason, StringComparison.Ordinal), $"an Event tells {reason} of {name}");
}
