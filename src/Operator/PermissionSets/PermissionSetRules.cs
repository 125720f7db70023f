using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>What the planner may do, and what it must know of the past to do no more.</summary>
/// <param name="Owner">Who plans.</param>
public sealed record PermissionSetRules(Owner Owner)
{
    /// <summary>Whether AWS is written to at all.</summary>
    public ManagementPolicy Management { get; init; }

    /// <summary>Whether a set that nobody owns may be taken over.</summary>
    public AdoptionPolicy Adoption { get; init; }

    /// <summary>Whether the set goes with the object.</summary>
    public DeletionPolicy Deletion { get; init; }

    /// <summary>Whether changes reach accounts without an approval.</summary>
    public ProvisioningPolicy Provisioning { get; init; }

    /// <summary>The hash that the user approved; null for none.</summary>
    public string? Approval { get; init; }

    /// <summary>
    /// Keys of tags that the object once declared, from its status: only these may be removed. Tags that others put stay. See <see cref="TagLedger"/>.
    /// </summary>
    public ValueSet<string> ManagedTagKeys { get; init; } = [];

    /// <summary>ARN that the object recorded as its own, from its status. A set that lost its ownership tags by somebody's hand is still ours.</summary>
    public string? RecordedArn { get; init; }

    /// <summary>The set's owner is an object of this cluster that no longer exists (a restored backup): treat the set as owned by nobody.</summary>
    public bool OwnerIsGone { get; init; }

    /// <summary>Name of an older object that declares the same name in AWS; null for none.</summary>
    public string? ClaimedBy { get; init; }

    /// <summary>Accounts that failed a moment ago, and why: they are left alone until their next try is due.</summary>
    public ValueDictionary RestingAccounts { get; init; } = ValueDictionary.Empty;

    /// <summary>The last provisioning of all accounts failed in some, which AWS does not name: those that are outdated are tried one by one.</summary>
    public bool FleetFailed { get; init; }

    /// <summary>How many permission sets the deletion guard lets go now without an approval.</summary>
    public int GuardLeft { get; init; } = int.MaxValue;

    /// <summary>Hash of the plan that status says the guard holds back: it waits for its approval, also when there is room again by then.</summary>
    public string? TrippedHash { get; init; }

    /// <summary>Whether a plan of this hash was approved for all objects together, on the IdentityCenter.</summary>
    public Func<string, bool> IsApproved { get; init; } = _ => false;

    /// <summary>Who holds the set, in words, as far as it is known; asked for only while it is being deleted.</summary>
    public ValueList<string> Holders { get; init; } = [];
}
