using IdentityCenterOperator.Kubernetes.Yaml;
using Operator.Tests.AccountAssignments;
using Operator.Tests.Harness;
using Testing;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.GitOps;

/// <summary>What Argo CD and Flux make of what the operator writes, and of what they prune.</summary>
public sealed class SyncStories : AccessStory
{
    private const string Wave = "argocd.argoproj.io/sync-wave";

    private static readonly string Check =
        (string)YamlReader.ReadAll(File.ReadAllText(Repository.At("config", "argocd", "argocd-cm.yaml")))[0]!["data"]!["resource.customizations.health.identitycenter.dev_PermissionSet"]!;

    [Fact]
    public async Task Waves_go_on_although_a_permission_set_waits_for_an_approval_and_what_depends_on_it_follows_when_that_comes()
    {
        var arn = await HeldAsync();
        var held = await Cluster.GetAsync("reader");
        Assert.Equal(("Suspended", "InProgress"), (HealthCheck.Run(Check, held.Json).Status, Kstatus.Of(held.Json)));
        await Cluster.AnnotateAsync("reader", Wave, "0");
        held = await Cluster.ReasonAsync("reader", "PendingApproval");
        var (health, message) = HealthCheck.Run(Check, held.Json);
        Assert.Equal("Healthy", health);
        Assert.StartsWith("A person has to go on here; the sync does not wait for that. PendingApproval: ", message, StringComparison.Ordinal);
        await Assignments.ApplyAsync("next", For("{group: Web}"));
        await Assignments.AnnotateAsync("next", Wave, "1");
        var next = await Assignments.ReasonAsync("next", "PermissionSetNotReady");
        Assert.Equal(("Healthy", "InProgress"), (HealthCheck.Run(Check, next.Json).Status, Kstatus.Of(next.Json)));
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        await Cluster.AnnotateAsync("reader", "identitycenter.dev/approve", held.Status.Plan!.Hash);
        Assert.Equal("Current", Kstatus.Of((await Cluster.ReadyAsync("reader")).Json));
        next = await Assignments.ReadyAsync("next");
        Assert.Equal(("Healthy", "Current"), (HealthCheck.Run(Check, next.Json).Status, Kstatus.Of(next.Json)));
        await Aws.Access.UntilAsync(arn, [.. DataHolds(1, 2), .. Holds(Web, 1, 2)]);
    }

    [Fact]
    public async Task A_permission_set_and_its_assignments_that_are_pruned_at_once_go_in_the_order_that_AWS_needs_and_say_what_they_wait_for()
    {
        await BeginWithDataAsync();
        await Assignments.ApplyAsync("web", For("{group: Web}"));
        await Assignments.ReadyAsync("web");
        var mark = Aws.Mark;
        await Cluster.DeleteAsync("reader");
        var waiting = await Cluster.ReasonAsync("reader", "StillAssigned");
        Assert.Contains("AccountAssignment trusted/data", waiting.Message, StringComparison.Ordinal);
        Assert.Contains("AccountAssignment trusted/web", waiting.Message, StringComparison.Ordinal);
        Assert.Equal("Terminating", Kstatus.Of(waiting.Json));
        await Assignments.DeleteAsync("data");
        await Assignments.DeleteAsync("web");
        await Cluster.GoneAsync("reader");
        var writes = Aws.WritesSince(mark);
        Assert.Equal([.. Enumerable.Repeat("DeleteAccountAssignment", 4), "DeletePermissionSet"], writes);
        Assert.Null(await Assignments.FindAsync("data"));
        Assert.Null(await Assignments.FindAsync("web"));
    }

    // The set is assigned, and an edit of it waits until somebody approves that it is brought to the accounts.
    private async Task<string> HeldAsync()
    {
        var arn = await BeginAsync(set: "{managedPolicies: [ReadOnlyAccess], provisioning: Manual}");
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReadyAsync("data");
        await Cluster.UntilAsync("reader", seen => seen.IsReady && seen.Status.Propagation?.Summary == "2/2", "has reached both accounts");
        await Cluster.ApplyAsync("reader", "{managedPolicies: [ReadOnlyAccess, SecurityAudit], provisioning: Manual}");
        await Cluster.ReasonAsync("reader", "PendingApproval");
        return arn;
    }
}
