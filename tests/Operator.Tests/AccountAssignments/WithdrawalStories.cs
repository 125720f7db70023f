using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using Operator.Tests.Harness;

namespace Operator.Tests.AccountAssignments;

/// <summary>A namespace loses its right, and its object says that it shall be left alone.</summary>
public sealed class WithdrawalStories : AccessStory, IAsyncLifetime
{
    private const string Tenant = "tenant";

    private protected override ResourceDefinition? Loosened => AccountAssignment.Definition;

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await Cluster.NamespaceAsync(Tenant);
    }

    [Theory]
    [InlineData(true, "deletionPolicy: Delete")]
    [InlineData(false, "managementPolicy: Observe")]
    [InlineData(false, "notBefore: \"2020-01-01T00:00:00Z\", expiresAt: \"2019-01-01T00:00:00Z\"")]
    public async Task A_namespace_that_lost_its_right_keeps_nothing_by_a_pause_by_Observe_or_by_a_mistake(bool pauses, string more)
    {
        var arn = await BeginAsync(set: "{assignableFrom: {namespaces: [tenant]}}");
        var mine = Cluster.AssignmentsIn(Tenant);
        await mine.ApplyAsync("mine", DataInTwo);
        await mine.ReadyAsync("mine");
        await mine.ApplyAsync("mine", For("{group: Data}", more: more));
        if (pauses)
            await mine.AnnotateAsync("mine", "identitycenter.dev/paused", "true");
        await RestsAsync();
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        await Cluster.ApplyAsync("reader", "{assignableFrom: {namespaces: [other]}}");
        await Aws.Access.UntilAsync(arn);
    }
}
