using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>What was seen of one permission set in AWS.</summary>
/// <param name="Arn">ARN.</param>
/// <param name="State">Its parts.</param>
public sealed record ObservedPermissionSet(string Arn, PermissionSetState State)
{
    /// <summary>Accounts that have the permission set, in whatever version. They have it because it is assigned there.</summary>
    public ValueSet<string> ProvisionedAccounts { get; init; } = [];

    /// <summary>Those of them that have an older version.</summary>
    public ValueSet<string> OutdatedAccounts { get; init; } = [];

    /// <summary>Whether a provisioning of this permission set is running.</summary>
    public bool IsProvisioning { get; init; }

    /// <summary>Who owns it, by its tags; null when nobody does.</summary>
    public Owner? Owner => Owner.Of(State.Tags);
}
