namespace LocalIdentityCenter.State;

/// <summary>Spelled as on the wire.</summary>
internal enum AccountState { PENDING_ACTIVATION, ACTIVE, SUSPENDED, PENDING_CLOSURE, CLOSED }

/// <summary>An account of the organization with what IAM holds there, as far as Identity Center needs it.</summary>
internal sealed class Account
{
    /// <summary>Twelve digits.</summary>
    public required string Id { get; init; }

    public required string Name { get; set; }

    public required string Email { get; init; }

    /// <summary>The root or a unit.</summary>
    public required string ParentId { get; set; }

    public AccountState State { get; set; } = AccountState.ACTIVE;

    public bool Invited { get; init; }

    public required DateTimeOffset Joined { get; init; }

    public Tags Tags { get; init; } = [];

    /// <summary>Customer-managed policies that exist in the account.</summary>
    public HashSet<CustomerManagedPolicy> CustomerManagedPolicies { get; init; } = [];

    /// <summary>IAM's quota of policies of a role when the account raised it.</summary>
    public int? PoliciesPerRole { get; init; }
}
