using IdentityCenterOperator.Policies;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>A permission set as both sides speak of it: what is declared, or what AWS has. Equal states need no change.</summary>
public sealed record PermissionSetState
{
    /// <summary>Name in AWS, which never changes.</summary>
    public required string Name { get; init; }

    /// <summary>What one update call sets together.</summary>
    public PermissionSetDetails Details { get; init; } = new();

    /// <summary>ARNs of the attached AWS managed policies.</summary>
    public ValueSet<string> ManagedPolicies { get; init; } = [];

    /// <summary>Customer-managed policies that are attached by name in each account.</summary>
    public ValueSet<CustomerManagedPolicy> CustomerManagedPolicies { get; init; } = [];

    /// <summary>The inline policy, compared by meaning; null for none.</summary>
    public PolicyDocument? InlinePolicy { get; init; }

    /// <summary>The permissions boundary; null for none.</summary>
    public Boundary? Boundary { get; init; }

    /// <summary>Desired: the declared tags. Observed: all tags, without those under <c>aws:</c>, which are AWS's own.</summary>
    public ValueDictionary Tags { get; init; } = ValueDictionary.Empty;
}

/// <summary>The parts of a permission set that are created and updated together; an update that omits one of them clears it.</summary>
public sealed record PermissionSetDetails
{
    /// <summary>Description; empty for none.</summary>
    public string Description { get; init; } = "";

    /// <summary>How long a session lasts.</summary>
    public TimeSpan SessionDuration { get; init; } = PermissionSets.SessionDuration.Default;

    /// <summary>Where the console opens; empty for its home page.</summary>
    public string RelayState { get; init; } = "";
}

/// <summary>A policy that each account must hold under this name and path; both are case-sensitive.</summary>
/// <param name="Name">Name.</param>
/// <param name="Path">Path with both slashes; <c>/</c> when it has none.</param>
public sealed record CustomerManagedPolicy(string Name, string Path = "/")
{
    /// <summary>Path and name.</summary>
    public override string ToString() => Path + Name;
}

/// <summary>The policy that bounds what the permission set can grant.</summary>
public abstract record Boundary
{
    private Boundary()
    {
    }

    /// <summary>An AWS managed policy.</summary>
    /// <param name="Arn">ARN of the policy.</param>
    public sealed record Managed(string Arn) : Boundary
    {
        /// <inheritdoc/>
        public override string ToString() => Arn;
    }

    /// <summary>A policy that each account holds.</summary>
    /// <param name="Policy">Its name and path.</param>
    public sealed record CustomerManaged(CustomerManagedPolicy Policy) : Boundary
    {
        /// <inheritdoc/>
        public override string ToString() => $"customer-managed policy {Policy}";
    }
}
