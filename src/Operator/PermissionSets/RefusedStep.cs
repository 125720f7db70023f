using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>A part of a permission set that AWS refused.</summary>
/// <param name="Step">The step that it refused.</param>
/// <param name="Reason">Stable reason.</param>
/// <param name="Message">A sentence for people, with the field of the spec and AWS's own words.</param>
public sealed record RefusedStep(PermissionSetStep Step, Reason Reason, string Message)
{
    /// <summary>Whether somebody must act. If not, AWS is expected to take the same step soon.</summary>
    public bool NeedsSomebody { get; init; } = true;

    /// <summary>Whether it is to be tried again now.</summary>
    public bool IsDue { get; init; }
}
