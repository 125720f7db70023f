namespace LocalIdentityCenter.State;

/// <summary>A permission set, its policies and the accounts that hold a role made from it.</summary>
internal sealed class PermissionSet
{
    /// <summary>The last part of the ARN, <c>ps-…</c>.</summary>
    public required string Id { get; init; }

    public required string Arn { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset CreatedDate { get; init; }

    public string? Description { get; set; }

    public required string SessionDuration { get; set; }

    public string? RelayState { get; set; }

    public Tags Tags { get; init; } = [];

    public SortedSet<string> ManagedPolicies { get; init; } = new(StringComparer.Ordinal);

    public SortedSet<CustomerManagedPolicy> CustomerManagedPolicies { get; init; } = [];

    public string? InlinePolicy { get; set; }

    public PermissionsBoundary? Boundary { get; set; }

    /// <summary>Counts the changes that accounts do not see until the permission set is provisioned to them.</summary>
    public long Version { get; set; } = 1;

    /// <summary>Accounts that hold the role, in order of their ids. Change it through <see cref="Instance"/>, which keeps an index.</summary>
    public SortedDictionary<string, ProvisionedCopy> Provisioned { get; init; } = new(StringComparer.Ordinal);
}
