using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using Operator.Tests.Harness;

namespace Operator.Tests.PermissionSets;

/// <summary>Two objects declare one name in AWS, and the older one's claim comes to an end.</summary>
public sealed class ClaimStories : Story
{
    private protected override ResourceDefinition? Loosened => PermissionSet.Definition;

    [Theory]
    [InlineData("{name: shared, managementPolicy: Observe, provisioning: Sometimes}")]
    [InlineData("{name: other, managementPolicy: Observe}")]
    public async Task A_name_is_free_for_the_younger_when_the_older_cannot_be_read_or_declares_another(string spec)
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("older", "{name: shared, managementPolicy: Observe}");
        await Cluster.ReasonAsync("older", "Drifted");
        await Until(async () => (await Cluster.GetAsync("older")).Created < DateTimeOffset.UtcNow.AddSeconds(-1), "the other is a second younger");
        await Cluster.ApplyAsync("younger", "{name: shared}");
        await Cluster.ReasonAsync("younger", "AlreadyManaged");
        await RestsAsync();
        await Cluster.ApplyAsync("older", spec);
        await Cluster.ReadyAsync("younger");
    }
}
