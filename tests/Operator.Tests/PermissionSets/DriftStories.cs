using Operator.Tests.Harness;

namespace Operator.Tests.PermissionSets;

/// <summary>Somebody else changes AWS; the sweep finds it.</summary>
public sealed class DriftStories : Story
{
    private const string Spec = """
        description: Reads
        sessionDuration: PT2H
        managedPolicies: [ReadOnlyAccess]
        customerManagedPolicies: [{name: rds-operators, path: /teams/}]
        inlinePolicy: {Version: "2012-10-17", Statement: [{Effect: Allow, Action: "rds:*", Resource: "*"}]}
        permissionsBoundary: {managedPolicy: PowerUserAccess}
        tags: {team: data}
        """;

    private static readonly string[] EveryPath =
    [
        "spec.customerManagedPolicies[/teams/rds-operators]", "spec.description", "spec.inlinePolicy", "spec.managedPolicies[arn:aws:iam::aws:policy/AdministratorAccess]",
        "spec.managedPolicies[arn:aws:iam::aws:policy/ReadOnlyAccess]", "spec.permissionsBoundary", "spec.relayState", "spec.sessionDuration", "spec.tags[team]",
    ];

    [Fact]
    public async Task Every_part_that_somebody_changed_is_reported_and_healed()
    {
        var arn = await CreatedAsync(Spec);
        var before = await Aws.FindAsync("reader");
        await ChangeEverythingAsync(arn);
        await Until(async () => await Aws.FindAsync("reader") == before, "AWS is as declared again");
        var reader = await Cluster.GetAsync("reader");
        await Until(() => Task.FromResult(EveryPath.All(Reported(reader).Contains)), "every part was reported");
        var healed = await Cluster.UntilAsync("reader", now => now.Status.Drift?.Total == 0, "has no drift any more");
        await Cluster.ReadyAsync("reader");
        Assert.Null(healed.Status.Drift?.Entries);
        await Until(async () => (await Cluster.EventsAsync("reader")).Contains("DriftHealed", StringComparison.Ordinal), "an Event tells of it");
        Assert.True(Operator.Log.Has("DriftDetected"));
    }

    [Fact]
    public async Task Healing_is_told_once_AWS_was_seen_to_be_as_declared_and_the_object_says_so_by_then()
    {
        var arn = await CreatedAsync("{description: Reads}");
        await Aws.AssignAsync(arn, 2);
        await Cluster.UntilAsync("reader", seen => seen is { IsReady: true, Status.Propagation.Summary: "2/2" }, "has reached both accounts");
        // AWS takes its time to bring the change to the accounts: until then nothing is healed.
        Aws.Server.Behaviour = Aws.Server.Behaviour with { Latency = TimeSpan.FromSeconds(2) };
        await Aws.Console.UpdatePermissionSetAsync(
            new() { InstanceArn = Organization.InstanceArn, PermissionSetArn = arn, Description = "changed by hand", SessionDuration = "PT1H" });
        await Until(async () => (await Cluster.EventsAsync("reader")).Contains("DriftHealed", StringComparison.Ordinal), "the healing is told");
        var healed = await Cluster.GetAsync("reader");
        Assert.True(healed is { IsReady: true, Status: { Drift.Total: 0, Propagation.Summary: "2/2" } }, $"{healed}");
        Assert.Equal("Reads", (await Aws.FindAsync("reader"))!.Description);
        var told = await Cluster.EventsAsync("reader");
        Assert.Contains("Warning DriftDetected: AWS differs from the spec in spec.description (\"Reads\", but AWS has \"changed by hand\"). Putting it right.", told, StringComparison.Ordinal);
        Assert.Contains("Normal DriftHealed: AWS is as declared again.", told, StringComparison.Ordinal);
        Assert.Contains(History.Of(healed), version => version.Status.Drift?.Entries?.Single().Path == "spec.description");
    }

    private HashSet<string> Reported(Seen reader) => [.. History.Of(reader).SelectMany(version => version.Status.Drift?.Entries ?? []).Select(entry => entry.Path)];

    [Fact]
    public async Task Observe_reports_drift_and_plan_and_writes_nothing()
    {
        var arn = await CreatedAsync(Spec);
        await Cluster.ApplyAsync("reader", Spec + "\nmanagementPolicy: Observe");
        await Cluster.ReadyAsync("reader");
        var mark = Aws.Mark;
        await ChangeEverythingAsync(arn);
        var drifted = await Cluster.UntilAsync("reader", seen => seen.Status.Drift?.Total == EveryPath.Length, "lists every difference");
        Assert.Equal(EveryPath, drifted.Status.Drift!.Entries!.Select(entry => entry.Path).Order(StringComparer.Ordinal));
        Assert.Equal("Drifted", drifted.Reason);
        Assert.NotEmpty(drifted.Status.Plan!.Steps!);
        await RestsAsync();
        Assert.Empty(Aws.WritesSince(mark));
    }

    [Fact]
    public async Task Observe_of_a_set_that_is_not_there_plans_its_creation_and_makes_none()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{managementPolicy: Observe}");
        var planned = await Cluster.ReasonAsync("reader", "Drifted");
        Assert.StartsWith("create permission set reader", Assert.Single(planned.Status.Plan!.Steps!), StringComparison.Ordinal);
        await Cluster.DeleteAsync("reader");
        await Cluster.GoneAsync("reader");
        Assert.Empty(Aws.WritesSince(0));
    }

    [Fact]
    public async Task A_set_that_was_deleted_by_hand_is_created_again()
    {
        var arn = await CreatedAsync(Spec);
        var before = await Aws.FindAsync("reader");
        await Aws.DeleteAsync(arn);
        var again = await Cluster.UntilAsync("reader", seen => seen.IsReady && seen.Status.Arn != arn, "is Ready with another ARN");
        Assert.Equal(before! with { Arn = again.Status.Arn! }, await Aws.FindAsync("reader"));
    }

    [Fact]
    public async Task An_account_with_an_older_version_is_brought_up_to_date()
    {
        var arn = await CreatedAsync(Spec);
        await Aws.AssignAsync(arn, 6);
        await Aws.AttachAsync(arn, "SecurityAudit");
        await Aws.DetachAsync(arn, "SecurityAudit");
        Assert.Equal(6, (await Aws.AccountsAsync(arn, outdated: true)).Count);
        await Until(async () => (await Aws.AccountsAsync(arn, outdated: true)).Count == 0, "all accounts have the present version");
        await Cluster.UntilAsync("reader", seen => seen is { IsReady: true, Status.Propagation.Summary: "6/6" }, "says so");
    }

    [Fact]
    public async Task Tags_of_others_and_the_order_of_a_policy_are_no_drift()
    {
        var arn = await CreatedAsync(Spec);
        var ready = await Cluster.GetAsync("reader");
        var mark = Aws.Mark;
        await Aws.TagAsync(arn, "billing", "4711");
        await PutInlineAsync(arn, """{ "Statement": {"Resource":["*"], "Action":["rds:*"], "Effect":"Allow"}, "Version":"2012-10-17" }""");
        await Until(() => Task.FromResult(Aws.CallsSince(mark).Count(call => call == "ListTagsForResource") >= 3), "the sweep has passed by");
        Assert.Empty(Aws.WritesSince(mark));
        Assert.Equal(ready.ResourceVersion, (await Cluster.GetAsync("reader")).ResourceVersion);
    }

    private async Task<string> CreatedAsync(string spec)
    {
        await StartOperatorAsync(sweepInterval: TimeSpan.FromSeconds(3));
        await Cluster.ApplyAsync("reader", spec);
        return (await Cluster.ReadyAsync("reader")).Status.Arn!;
    }

    private async Task ChangeEverythingAsync(string arn)
    {
        await Aws.Console.UpdatePermissionSetAsync(new()
        {
            InstanceArn = Organization.InstanceArn,
            PermissionSetArn = arn,
            Description = "Writes",
            SessionDuration = "PT12H",
            RelayState = "https://example.com",
        });
        await Aws.AttachAsync(arn, "AdministratorAccess");
        await Aws.DetachAsync(arn, "ReadOnlyAccess");
        await Aws.Console.DetachCustomerManagedPolicyReferenceFromPermissionSetAsync(new()
        {
            InstanceArn = Organization.InstanceArn,
            PermissionSetArn = arn,
            CustomerManagedPolicyReference = new() { Name = "rds-operators", Path = "/teams/" },
        });
        await PutInlineAsync(arn, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""");
        await Aws.Console.DeletePermissionsBoundaryFromPermissionSetAsync(new() { InstanceArn = Organization.InstanceArn, PermissionSetArn = arn });
        await Aws.TagAsync(arn, "team", "mine");
    }

    private Task PutInlineAsync(string arn, string policy) =>
        Aws.Console.PutInlinePolicyToPermissionSetAsync(new() { InstanceArn = Organization.InstanceArn, PermissionSetArn = arn, InlinePolicy = policy });
}
