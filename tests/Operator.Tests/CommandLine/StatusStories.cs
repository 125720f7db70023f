using Operator.Tests.CommandLine.Support;

namespace Operator.Tests.CommandLine;

/// <summary>How everything fares, on one screen.</summary>
public sealed class StatusStories : CommandStory
{
    [Fact]
    public async Task What_is_well_is_a_line_and_what_is_not_has_its_reason()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{}");
        await Cluster.ReadyAsync("reader");
        await Cluster.Assignments.ApplyAsync("data", "{permissionSetRef: {name: reader}, principals: [{group: Data}], targets: {accounts: [\"400000000001\"]}, expiresAt: \"" + DateTimeOffset.UtcNow.AddDays(3).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null) + "\"}");
        await Cluster.Assignments.ReadyAsync("data");
        await Cluster.Assignments.ApplyAsync("lost", "{permissionSetRef: {name: reader}, principals: [{group: Nobody}], targets: {accounts: [\"400000000001\"]}}");
        await Cluster.Assignments.ReasonAsync("lost", "PrincipalNotFound");
        await Cluster.UntilAsync("reader", seen => seen is { IsReady: true, Status.Propagation.Summary: "1/1" }, "has reached its account");
        await RestsAsync();
        var screen = await AnswerAsync(["status", .. InCluster]);
        Assert.StartsWith("Instance    arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6 in eu-central-1\nLast look   ", screen, StringComparison.Ordinal);
        Assert.Contains("""

            KIND                READY   DRIFTED
            IdentityCenter      1/1     0
            PermissionSet       1/1     0
            AccountAssignment   1/2     0
            ReplicaRegion       0/0     0

            Permission sets have reached 1 of 1 accounts; 1 of 1 assignments are made.

            """.ReplaceLineEndings("\n"), screen, StringComparison.Ordinal);
        Assert.Contains("\nNOT READY                        REASON              SINCE", screen, StringComparison.Ordinal);
        Assert.Contains("AccountAssignment trusted/lost   PrincipalNotFound", screen, StringComparison.Ordinal);
        Assert.Contains("The identity store has no group \"Nobody\"", screen, StringComparison.Ordinal);
        Assert.Contains("\nEXPIRING                         AT                     IN\nAccountAssignment trusted/data   ", screen, StringComparison.Ordinal);
        Assert.Contains($"\nKubernetes  {Cluster.Plane.Server.Version.Text}\n", screen, StringComparison.Ordinal);
        Assert.Equal(IsOld, screen.Contains("is older than what this version of the operator supports (1.30 and later, tested up to 1.36)", StringComparison.Ordinal));
        Assert.Equal(IsOld, Operator.Log.Has("Warning", "is older than what this version of the operator supports"));
        Assert.Empty(CommandCalls(0));
    }

    private bool IsOld => Cluster.Plane.ServerVersion < new Version(1, 30);

    [Fact]
    public async Task What_the_guard_counts_and_holds_back_is_told_by_namespace_with_the_way_on()
    {
        await Cluster.Instances.ApplyAsync("default", "{deletionGuard: {maxRevocations: 1, window: 24h}}");
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{}");
        await Cluster.ReadyAsync("reader");
        foreach (var (name, accounts) in new[] { ("one", "\"400000000001\""), ("two", "\"400000000002\", \"400000000003\"") })
        {
            await Cluster.Assignments.ApplyAsync(name, $"{{permissionSetRef: {{name: reader}}, principals: [{{group: Data}}], targets: {{accounts: [{accounts}]}}}}");
            await Cluster.Assignments.ReadyAsync(name);
        }

        await Cluster.Assignments.DeleteAsync("one");
        await Cluster.Assignments.GoneAsync("one");
        await Cluster.Assignments.DeleteAsync("two");
        await Cluster.Assignments.ReasonAsync("two", "GuardTripped");
        await Cluster.Instances.UntilAsync("default", seen => seen.Instance.Guard?.Blocked is not null, "tells what is held back");
        var screen = await AnswerAsync(["status", .. InCluster]);
        Assert.Contains("""

            DELETION GUARD   REVOKED   OF   HELD BACK
            trusted          1         1    2

            The deletion guard holds back 1 plan: 2 revocations, 0 permission sets.
              AccountAssignment trusted/two: revoke 2 assignments, the first of "reader" in a400000000002 (400000000002) to group "Data"
            Approve all with: kubectl annotate identitycenter default identitycenter.dev/approve=
            """.ReplaceLineEndings("\n"), screen, StringComparison.Ordinal);
        var json = (await RunAsync(["status", "--output", "json", .. InCluster])).Json;
        Assert.Equal("trusted 1 1 1 2", $"{json["guard"]![0]!["namespace"]} {json["guard"]![0]!["used"]} {json["guard"]![0]!["limit"]} {json["guard"]![0]!["plans"]} {json["guard"]![0]!["blocked"]}");
    }

    [Fact]
    public async Task Programs_get_all_of_it()
    {
        await Cluster.Instances.DeleteAsync("default");
        await Cluster.ApplyAsync("reader", "{}");
        var json = (await RunAsync(["status", "--output", "json", .. InCluster])).Json;
        Assert.Equal("reader Unseen", $"{json["notReady"]![0]!["name"]} {json["notReady"]![0]!["reason"]}");
        Assert.Equal($"{Cluster.Plane.Server.Version.Text} {!IsOld}", $"{json["kubernetes"]!["version"]} {(bool)json["kubernetes"]!["supported"]!}");
        Assert.Contains("The operator has found no instance yet: does it run?", await AnswerAsync(["status", .. InCluster]), StringComparison.Ordinal);
        Assert.Contains("notReady:\n- kind: PermissionSet\n  name: reader\n", await AnswerAsync(["status", "--output", "yaml", .. InCluster]), StringComparison.Ordinal);
    }
}
