using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>What one pass over a resource found and decided: all that its status says.</summary>
/// <param name="Outcome">What it came to.</param>
internal sealed record AccountAssignmentPass(Outcome Outcome)
{
    /// <summary>What the planner decided; null when AWS was not seen, or there was nothing to plan for. What status says of AWS stays then.</summary>
    public Decision? Decision { get; init; }

    /// <summary>ARN of the permission set, as far as it is known.</summary>
    public string? PermissionSetArn { get; init; }

    /// <summary>Its name in AWS, as far as it is known.</summary>
    public string? PermissionSetName { get; init; }

    /// <summary>The principals as they were found; null when nobody looked.</summary>
    public IReadOnlyList<ResolvedPrincipal>? Principals { get; init; }

    /// <summary>Targets that are skipped since they are not active.</summary>
    public int SkippedAccounts { get; init; }

    /// <summary>What AWS refused or could not do.</summary>
    public IReadOnlyList<AssignmentFailure> Failures { get; init; } = [];

    /// <summary>The notice of a coming expiry that stands after this pass; null for none.</summary>
    public ExpiryNotice? Notice { get; init; }

    /// <summary>The end that the spec declares, and since when it does; null for none.</summary>
    public DeclaredEnd? DeclaredEnd { get; init; }

    /// <summary>The approve annotation; it is answered by a decision that has seen all that would be revoked.</summary>
    public string? Approval { get; init; }

    /// <summary>Whether nothing is planned for the object as it is, so that nothing of it is held back either.</summary>
    public bool IsLeftAlone { get; init; }

    /// <summary>The reconcile-at annotation that this pass answered.</summary>
    public string? HandledReconcileAt { get; init; }
}
