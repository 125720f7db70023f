using Operator.Tests.Harness;

namespace Operator.Tests.PermissionSets;

/// <summary>What users ask of the operator by annotations.</summary>
public sealed class WishStories : Story
{
    [Fact]
    public async Task While_it_is_paused_nothing_is_done_and_Ready_keeps_its_value()
    {
        await StartOperatorAsync(sweepInterval: TimeSpan.FromSeconds(3));
        await Cluster.ApplyAsync("reader", "{description: Reads}");
        var arn = (await Cluster.ReadyAsync("reader")).Status.Arn!;
        await Cluster.AnnotateAsync("reader", "identitycenter.dev/paused", "true");
        var paused = await Cluster.UntilAsync("reader", seen => seen.Condition("Ready")?.Reason == "Paused", "is paused");
        Assert.Equal("True", paused.Condition("Ready")!.Status);
        var mark = Aws.Mark;
        await Cluster.ApplyAsync("reader", "{description: Writes}");
        await Aws.AttachAsync(arn, "AdministratorAccess");
        await Until(() => Task.FromResult(Aws.CallsSince(mark).Count(call => call == "ListTagsForResource") >= 2), "the sweep has passed by");
        await RestsAsync();
        Assert.Empty(Aws.WritesSince(mark));
        Assert.Equal("True", (await Cluster.GetAsync("reader")).Condition("Ready")!.Status);
        await Cluster.AnnotateAsync("reader", "identitycenter.dev/paused", null);
        await Cluster.ReadyAsync("reader");
        Assert.Equal(("Writes", ""), ((await Aws.FindAsync("reader"))!.Description, (await Aws.FindAsync("reader"))!.ManagedPolicies));
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("")]
    public async Task A_pause_in_other_words_is_a_pause_and_says_so(string value)
    {
        await StartOperatorAsync();
        await Cluster.Plane.ApplyAsync($"{{apiVersion: identitycenter.dev/v1alpha1, kind: PermissionSet, metadata: {{name: reader, annotations: {{identitycenter.dev/paused: \"{value}\"}}}}, spec: {{}}}}");
        var paused = await Cluster.UntilAsync("reader", seen => seen.Condition("Ready")?.Reason == "Paused", "is paused");
        Assert.Contains($"The annotation identitycenter.dev/paused is set to \"{value}\", which is neither \"true\" nor \"false\" and is taken for \"true\"", paused.Condition("Ready")!.Message, StringComparison.Ordinal);
        await Until(async () => (await Cluster.EventsAsync("reader")).Contains("Warning Paused: The annotation", StringComparison.Ordinal), "an Event tells so");
        Assert.Empty(Aws.WritesSince(0));
        await Cluster.AnnotateAsync("reader", "identitycenter.dev/paused", "False");
        await Cluster.ReadyAsync("reader");
    }

    [Fact]
    public async Task A_mistyped_annotation_is_told_with_what_was_probably_meant()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{}");
        await Cluster.ReadyAsync("reader");
        await Cluster.AnnotateAsync("reader", "identitycenter.dev/pause", "true");
        await Until(
            async () => (await Cluster.EventsAsync("reader")).Contains("Warning UnknownAnnotation: The annotation identitycenter.dev/pause means nothing here: did you mean identitycenter.dev/paused?", StringComparison.Ordinal),
            "an Event tells so");
        Assert.True((await Cluster.GetAsync("reader")).IsReady);
    }

    [Fact]
    public async Task A_paused_object_that_is_deleted_keeps_its_set_until_it_goes_on()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{}");
        await Cluster.ReadyAsync("reader");
        await Cluster.AnnotateAsync("reader", "identitycenter.dev/paused", "true");
        await Cluster.DeleteAsync("reader");
        await Cluster.UntilAsync("reader", seen => seen.Condition("Ready")?.Reason == "Paused", "is paused");
        await RestsAsync();
        Assert.NotNull(await Cluster.FindAsync("reader"));
        Assert.Equal(["reader"], await Aws.NamesAsync());
        await Cluster.AnnotateAsync("reader", "identitycenter.dev/paused", null);
        await Cluster.GoneAsync("reader");
        Assert.Empty(await Aws.NamesAsync());
    }

    [Fact]
    public async Task Reconcile_at_is_answered_with_one_look()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{managedPolicies: [ReadOnlyAccess]}");
        await Cluster.ReadyAsync("reader");
        var mark = Aws.Mark;
        await Cluster.AnnotateAsync("reader", "identitycenter.dev/reconcile-at", "now");
        await Cluster.UntilAsync("reader", seen => seen.Status.LastHandledReconcileAt == "now", "answers");
        await RestsAsync();
        Assert.Equal(CreationStories.Look, Aws.CallsSince(mark));
    }

    [Fact]
    public async Task Reconcile_at_heals_what_no_sweep_has_seen_yet()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{managedPolicies: [ReadOnlyAccess]}");
        await Aws.AttachAsync((await Cluster.ReadyAsync("reader")).Status.Arn!, "AdministratorAccess");
        await Cluster.AnnotateAsync("reader", "identitycenter.dev/reconcile-at", "now");
        await Cluster.UntilAsync("reader", seen => seen is { IsReady: true, Status.LastHandledReconcileAt: "now" }, "answers");
        Assert.Equal("arn:aws:iam::aws:policy/ReadOnlyAccess", (await Aws.FindAsync("reader"))!.ManagedPolicies);
    }

    [Fact]
    public async Task Manual_provisioning_waits_for_the_approval_of_what_accounts_would_receive()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{provisioning: Manual, managedPolicies: [ReadOnlyAccess]}");
        var arn = (await Cluster.ReadyAsync("reader")).Status.Arn!;
        await Aws.AssignAsync(arn, 3);
        await Cluster.ApplyAsync("reader", "{provisioning: Manual, managedPolicies: [ReadOnlyAccess, SecurityAudit]}");
        var waiting = await Cluster.ReasonAsync("reader", "PendingApproval");
        Assert.Equal(3, waiting.Status.Propagation!.Outdated);
        Assert.Equal(["provision all accounts that have it"], waiting.Status.Plan!.Steps!);
        await Cluster.AnnotateAsync("reader", "identitycenter.dev/approve", "0123456789ab");
        await RestsAsync();
        Assert.Equal(0, Aws.Count("ProvisionPermissionSet"));
        await Cluster.AnnotateAsync("reader", "identitycenter.dev/approve", waiting.Status.Plan.Hash);
        var ready = await Cluster.ReadyAsync("reader");
        Assert.Equal(("3/3", 1), (ready.Status.Propagation!.Summary, Aws.Count("ProvisionPermissionSet")));
        Assert.Empty(await Aws.AccountsAsync(arn, outdated: true));
        await Cluster.ApplyAsync("reader", "{provisioning: Manual, managedPolicies: [AdministratorAccess]}");
        var again = await Cluster.ReasonAsync("reader", "PendingApproval");
        Assert.NotEqual(waiting.Status.Plan.Hash, again.Status.Plan!.Hash);
    }

    [Fact]
    public async Task An_approval_that_stays_behind_does_not_bring_the_same_content_to_accounts_once_more()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{provisioning: Manual, managedPolicies: [ReadOnlyAccess]}");
        var arn = (await Cluster.ReadyAsync("reader")).Status.Arn!;
        await Aws.AssignAsync(arn, 3);
        await Cluster.ApplyAsync("reader", "{provisioning: Manual, managedPolicies: [ReadOnlyAccess, SecurityAudit]}");
        var first = (await Cluster.ReasonAsync("reader", "PendingApproval")).Status.Plan!.Hash;
        await Cluster.AnnotateAsync("reader", "identitycenter.dev/approve", first);
        var done = await Cluster.UntilAsync("reader", seen => seen is { IsReady: true, Status.Propagation.Outdated: 0 }, "has reached all accounts");
        Assert.Equal((first, null), (done.Status.LastApproval, done.Status.Approved));
        var provisioned = Aws.Count("ProvisionPermissionSet");
        // Somebody changes the set in the console; it is put right at once, but accounts are to receive it once more.
        await Aws.AttachAsync(arn, "AdministratorAccess");
        await Cluster.AnnotateAsync("reader", "identitycenter.dev/reconcile-at", "now");
        var again = await Cluster.ReasonAsync("reader", "PendingApproval");
        Assert.NotEqual(first, again.Status.Plan!.Hash);
        Assert.Contains($"is set to \"{first}\", which is not the name of what is held back", again.Message, StringComparison.Ordinal);
        await RestsAsync();
        Assert.Equal(provisioned, Aws.Count("ProvisionPermissionSet"));
        await Cluster.AnnotateAsync("reader", "identitycenter.dev/approve", again.Status.Plan.Hash);
        await Cluster.UntilAsync("reader", seen => seen is { IsReady: true, Status.Propagation.Outdated: 0 }, "has reached all accounts");
    }
}
