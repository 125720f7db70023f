using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;
using AccountAssignmentPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.AccountAssignments.AccountAssignmentStep>;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>What the planner may do, and what it must know of the past, of others and of running work to do no more.</summary>
internal sealed record AccountAssignmentRules
{
    /// <summary>Whether AWS is written to at all.</summary>
    public ManagementPolicy Management { get; init; }

    /// <summary>
    /// Whether nothing of the object is touched at present but what its namespace may not have any more: it is paused, cannot be told, or goes and leaves everything behind.
    /// </summary>
    public bool LeavesAlone { get; init; }

    /// <summary>Whether one assignment that is in the ledger and not wanted is left alone in the same way. It is asked before others are.</summary>
    public Func<Assignment, bool> IsLeftAlone { get; init; } = _ => false;

    /// <summary>Whether the object is being deleted.</summary>
    public bool IsDeleting { get; init; }

    /// <summary>Whether there is no object any more, and only its record tells what it was given.</summary>
    public bool IsOwnerless { get; init; }

    /// <summary>What was recorded for the object.</summary>
    public AccessLedger Ledger { get; init; } = AccessLedger.Empty;

    /// <summary>How an assignment that is in the ledger stands by its own permission set. It is asked only about what is not wanted.</summary>
    public Func<Assignment, Standing> StandingOf { get; init; } = _ => Standing.Ours;

    /// <summary>Whether others could not be looked at as far as it takes to know what they want, so that it is worth to look again soon.</summary>
    public bool AreClaimsOpen { get; init; }

    /// <summary>What other live objects say of an assignment. It is asked only about what is in the ledger and not wanted.</summary>
    public Func<Assignment, Claim> ClaimOf { get; init; } = _ => Claim.None;

    /// <summary>
    /// Whether an assignment that is in the ledger and not wanted is left alone, since it is not wanted only for lack of knowledge. It is not asked while the object is being deleted.
    /// </summary>
    public Func<Assignment, bool> IsHeld { get; init; } = _ => false;

    /// <summary>Whether AWS works on the assignment or is about to be asked to, whoever asked.</summary>
    public Func<Assignment, bool> IsBusy { get; init; } = _ => false;

    /// <summary>Whether AWS refused the assignment or its revocation a moment ago, and the next try is not due yet.</summary>
    public Func<Assignment, bool> IsResting { get; init; } = _ => false;

    /// <summary>Why an assignment that is in the ledger is wanted no longer. It is asked only about what may be revoked.</summary>
    public Func<Assignment, RevocationReason> ReasonOf { get; init; } = _ => RevocationReason.Edit;

    /// <summary>Why nothing can be assigned now, though revoked; null when it can.</summary>
    public AccountAssignmentPlan.Wait? GrantsWait { get; init; }

    /// <summary>Whether nothing can be assigned since no more fits into the record: then no revocation waits for what would come in its place.</summary>
    public bool IsFull { get; init; }

    /// <summary>Room that the deletion guard has for revocations of this object.</summary>
    public GuardRoom Room { get; init; }

    /// <summary>What the user approved at the object.</summary>
    public PlanApproval Approval { get; init; } = PlanApproval.None;

    /// <summary>Whether the plan of this name was approved at the instance, together with all that was held back.</summary>
    public Func<string, bool> IsApproved { get; init; } = _ => false;

    /// <summary>Whether the plan of this hash was let through before, and the ledger does not say so only because it could not be written.</summary>
    public Func<string, bool> IsAdmitted { get; init; } = _ => false;

    /// <summary>Accounts that left the organization together with so many others that it may be a read that went wrong: revocations there wait for an approval.</summary>
    public IReadOnlySet<string> ShrunkAccounts { get; init; } = new HashSet<string>();

    /// <summary>Name of a principal, where it is known; for people only.</summary>
    public Func<Principal, string?> NameOf { get; init; } = _ => null;

    /// <summary>Name of a permission set by its ARN, where it is known; for people only.</summary>
    public Func<string, string?> SetNameOf { get; init; } = _ => null;

    /// <summary>Name of an account by its id, where it is known; for people only.</summary>
    public Func<string, string?> AccountNameOf { get; init; } = _ => null;

    /// <summary>The step that revokes an assignment.</summary>
    public AccountAssignmentStep Revocation(Assignment assignment) => Named(new AccountAssignmentStep.Revoke(assignment) { Reason = ReasonOf(assignment) });

    /// <summary>Whether the deletion guard is asked about a revocation: it counts, and was not let through before.</summary>
    public bool AsksGuard(Assignment assignment) => !Ledger.IsRevoking(assignment) && ReasonOf(assignment).IsCounted();

    /// <summary>The step with all names that are known.</summary>
    public AccountAssignmentStep Named(AccountAssignmentStep step) => step with
    {
        PrincipalName = NameOf(step.Assignment.Principal),
        SetName = SetNameOf(step.Assignment.PermissionSetArn),
        AccountName = AccountNameOf(step.Assignment.AccountId),
    };

    /// <summary>The same, knowing that these principals do not exist any more.</summary>
    public AccountAssignmentRules Without(IReadOnlySet<Principal> gone)
    {
        var before = ReasonOf;
        return this with { ReasonOf = held => gone.Contains(held.Principal) ? RevocationReason.PrincipalGone : before(held) };
    }
}
