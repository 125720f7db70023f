using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>A step on its way. Guarded by the lock of <see cref="AssignmentLines"/>.</summary>
internal sealed class AssignmentWork(AssignmentBatch batch, AccountAssignmentStep step)
{
    /// <summary>Whose step it is.</summary>
    public AssignmentBatch Batch => batch;

    /// <summary>The step.</summary>
    public AccountAssignmentStep Step => step;

    /// <summary>The assignment that it is about.</summary>
    public Assignment Assignment => step.Assignment;

    /// <summary>Whether it assigns, rather than revokes.</summary>
    public bool IsGrant => step is AccountAssignmentStep.Grant;

    /// <summary>The operation that it is in AWS.</summary>
    public OperationSubject Subject =>
        new(IsGrant ? OperationKind.Creation : OperationKind.Deletion, Assignment.PermissionSetArn, Assignment.AccountId, Assignment.Principal);

    /// <summary>Tries so far that came to nothing for a reason that may be over in a moment.</summary>
    public int Attempts { get; set; }

    /// <summary>When it may be taken up (again).</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>Whether its owner does not want it any more, so that it must not be started.</summary>
    public bool IsWithdrawn { get; set; }

    /// <summary>Whether it does the same as a step.</summary>
    public bool Does(AccountAssignmentStep other) => other.Assignment == Assignment && other is AccountAssignmentStep.Grant == IsGrant;
}
