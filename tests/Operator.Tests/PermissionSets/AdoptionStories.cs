using Operator.Tests.Harness;

namespace Operator.Tests.PermissionSets;

/// <summary>Whose is a permission set that was there before?</summary>
public sealed class AdoptionStories : Story
{
    [Fact]
    public async Task An_identical_set_is_taken_over_by_its_tags_alone()
    {
        var arn = await Aws.CreateAsync("reader", "Reads", ["ReadOnlyAccess"], ("made-by", "hand"));
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{description: Reads, managedPolicies: [ReadOnlyAccess]}");
        var ready = await Cluster.ReadyAsync("reader");
        Assert.Equal((arn, ready.Uid, "made-by=hand"), (ready.Status.Arn, (await Aws.FindAsync("reader"))!.OwnerUid, (await Aws.FindAsync("reader"))!.Tags));
        Assert.Equal(["TagResource"], Aws.WritesSince(0));
    }

    [Fact]
    public async Task A_different_set_is_refused_with_the_places_where_it_differs_until_the_user_says_Always()
    {
        var arn = await Aws.CreateAsync("reader", "Writes", ["AdministratorAccess"]);
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{description: Reads}");
        var refused = await Cluster.ReasonAsync("reader", "AlreadyExists");
        Assert.Contains("spec.description, spec.managedPolicies[arn:aws:iam::aws:policy/AdministratorAccess]", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(refused.Condition("Stalled"));
        Assert.Empty(Aws.WritesSince(0));
        await Cluster.ApplyAsync("reader", "{description: Reads, adoptionPolicy: Always}");
        Assert.Equal(arn, (await Cluster.ReadyAsync("reader")).Status.Arn);
        Assert.Equal(("Reads", ""), ((await Aws.FindAsync("reader"))!.Description, (await Aws.FindAsync("reader"))!.ManagedPolicies));
    }

    [Fact]
    public async Task Never_refuses_even_an_identical_set()
    {
        await Aws.CreateAsync("reader", "Reads");
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{description: Reads, adoptionPolicy: Never}");
        Assert.Contains("Never", (await Cluster.ReasonAsync("reader", "AlreadyExists")).Message, StringComparison.Ordinal);
        Assert.Empty(Aws.WritesSince(0));
    }

    [Fact]
    public async Task A_set_of_another_owner_is_never_touched_however_often_it_is_looked_at()
    {
        await Aws.CreateAsync("reader", "Reads", null, ("identitycenter.dev/cluster", "another"), ("identitycenter.dev/uid", "somebody"));
        var theirs = await Aws.FindAsync("reader");
        await StartOperatorAsync(sweepInterval: TimeSpan.FromSeconds(2));
        await Cluster.ApplyAsync("reader", "{description: Mine, adoptionPolicy: Always}");
        var refused = await Cluster.ReasonAsync("reader", "AlreadyManaged");
        Assert.Contains("another cluster", refused.Message, StringComparison.Ordinal);
        for (var pass = 1; pass <= 5; pass++)
        {
            await Cluster.AnnotateAsync("reader", "identitycenter.dev/reconcile-at", $"{pass}");
            await Cluster.UntilAsync("reader", seen => seen.Status.LastHandledReconcileAt == $"{pass}", "was looked at");
        }

        await Cluster.ApplyAsync("reader", "{description: Mine after all, adoptionPolicy: Always}");
        await Cluster.ReasonAsync("reader", "AlreadyManaged");
        await Cluster.DeleteAsync("reader");
        await Cluster.GoneAsync("reader");
        Assert.Empty(Aws.WritesSince(0));
        Assert.Equal(theirs, await Aws.FindAsync("reader"));
    }

    [Fact]
    public async Task Two_objects_with_one_name_the_older_keeps_it_and_the_younger_follows()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("a-older", "{name: Shared, description: Of the older}");
        var older = await Cluster.ReadyAsync("a-older");
        // Ages are counted in seconds; of two objects of the same second the uid decides.
        await Until(() => Task.FromResult(DateTimeOffset.UtcNow >= older.Created.AddSeconds(1)), "a second has passed");
        await Cluster.ApplyAsync("b-younger", "{name: Shared, description: Of the younger}");
        var younger = await Cluster.ReasonAsync("b-younger", "AlreadyManaged");
        Assert.Contains("older PermissionSet \"a-older\"", younger.Message, StringComparison.Ordinal);
        Assert.Equal("Of the older", (await Aws.FindAsync("Shared"))!.Description);
        await Cluster.DeleteAsync("a-older");
        await Cluster.GoneAsync("a-older");
        var heir = await Cluster.ReadyAsync("b-younger");
        Assert.NotEqual(older.Status.Arn, heir.Status.Arn);
        Assert.Equal(("Of the younger", heir.Uid), ((await Aws.FindAsync("Shared"))!.Description, (await Aws.FindAsync("Shared"))!.OwnerUid));
    }

    [Fact]
    public async Task Our_own_set_that_lost_its_tags_is_marked_again()
    {
        await StartOperatorAsync(sweepInterval: TimeSpan.FromSeconds(3));
        await Cluster.ApplyAsync("reader", "{description: Reads}");
        var ready = await Cluster.ReadyAsync("reader");
        await Aws.UntagAsync(ready.Status.Arn!, "identitycenter.dev/cluster", "identitycenter.dev/uid");
        await Until(async () => (await Aws.FindAsync("reader"))!.OwnerUid == ready.Uid, "it carries our tags again");
    }
}
