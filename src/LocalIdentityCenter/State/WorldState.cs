namespace LocalIdentityCenter.State;

/// <summary>Everything the server knows. Guarded by the lock of <see cref="IdentityCenter"/>.</summary>
internal sealed class WorldState
{
    public required Organization Organization { get; init; }

    /// <summary>By ARN.</summary>
    public SortedDictionary<string, Instance> Instances { get; init; } = new(StringComparer.Ordinal);

    /// <summary>By id.</summary>
    public SortedDictionary<string, IdentityStore> IdentityStores { get; init; } = new(StringComparer.Ordinal);

    /// <summary>By ARN: a replica has its own.</summary>
    public SortedDictionary<string, KmsKey> Keys { get; init; } = new(StringComparer.Ordinal);

    /// <summary>ARNs of the AWS managed policies that exist.</summary>
    public SortedSet<string> ManagedPolicies { get; init; } = new(StringComparer.Ordinal);

    public Operations Operations { get; init; } = new();

    public Lanes Lanes { get; init; } = new();

    /// <summary>The organization's instance, if it has one.</summary>
    public Instance? OrganizationInstance() => Instances.Values.FirstOrDefault(i => i.IsOrganization);

    public IdentityStore StoreOf(Instance instance) => IdentityStores[instance.IdentityStoreId];
}
