using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Guarding;
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

    /// <summary>What the user approved at the object.</summary>
    public PlanApproval Approval { get; init; } = PlanApproval.None;

    /// <summary>Hash of the provisioning that was approved and is not through yet, from status: it goes on, whatever the annotation says meanwhile.</summary>
    public string? ApprovedContent { get; init; }

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

    /// <summary>Those of them in which a customer-managed policy is missing: nothing helps but to create it.</summary>
    public ValueSet<string> LackingPolicies { get; init; } = [];

    /// <summary>Accounts of the organization that are not active, in words: nothing is brought to them until they are.</summary>
    public ValueDictionary InactiveAccounts { get; init; } = ValueDictionary.Empty;

    /// <summary>Accounts that AWS cannot enter and that nobody else knows of, in words: they are tried again, and keep nothing from being as declared.</summary>
    public ValueDictionary UnreachableAccounts { get; init; } = ValueDictionary.Empty;

    /// <summary>The accounts that a set is not brought to, of those that have an older version of it.</summary>
    public ValueDictionary Skipped(ObservedPermissionSet observed)
    {
        ArgumentNullException.ThrowIfNull(observed);
        return new([.. UnreachableAccounts.Where(account => observed.OutdatedAccounts.Contains(account.Key)), .. InactiveAccounts.Where(account => observed.OutdatedAccounts.Contains(account.Key))]);
    }

    /// <summary>What AWS refused of what is declared now.</summary>
    public ValueList<RefusedStep> Refused { get; init; } = [];

    /// <summary>The last provisioning of all accounts failed in some, which AWS does not name: those that are outdated are tried one by one.</summary>
    public bool FleetFailed { get; init; }

    /// <summary>Room that the deletion guard has for the deletion of permission sets.</summary>
    public GuardRoom Room { get; init; } = new(int.MaxValue, int.MaxValue);

    /// <summary>Whether the plan of this name was approved for all objects together, on the IdentityCenter.</summary>
    public Func<string, bool> IsApproved { get; init; } = _ => false;

    /// <summary>Whether the plan of this hash was let through before: a deletion that AWS refuses for a while is one deletion, however often it is tried.</summary>
    public Func<string, bool> IsAdmitted { get; init; } = _ => false;

    /// <summary>The first few accounts in which somebody holds the set; null when that is not known. Asked for only while it is being deleted.</summary>
    public ValueSet<string>? AssignedAccounts { get; init; }

    /// <summary>What is to become of a set that nobody holds and that AWS has in accounts.</summary>
    public Leftover Leftover { get; init; }
    /// <summary>Name of an account by its id, where it is known; for people only.</summary>
    public Func<string, string?> AccountNameOf { get; init; } = _ => null;

    /// <summary>Who holds the set, in words, as far as it is known; asked for only while it is being deleted.</summary>
    public ValueList<string> Holders { get; init; } = [];
}
