using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Guarding;

/// <summary>A plan that the guard is asked to let through.</summary>
/// <param name="Kind">Kind of the object whose plan it is.</param>
/// <param name="Key">The object.</param>
/// <param name="Uid">Its uid.</param>
/// <param name="Hash">Names the plan by its content alone.</param>
internal sealed record GuardRequest(string Kind, ObjectKey Key, string Uid, string Hash)
{
    /// <summary>Assignments that it revokes.</summary>
    public int Revocations { get; init; }

    /// <summary>Permission sets that it deletes.</summary>
    public int PermissionSets { get; init; }

    /// <summary>Whether somebody approved it: it does not count then, since the limits are about what nobody looked at.</summary>
    public bool IsApproved { get; init; }

    /// <summary>The object in words.</summary>
    public string Owner => GuardedPlan.OwnerOf(Kind, Key);

    /// <summary>Whose share of the room it takes.</summary>
    public string Scope => GuardedPlan.ScopeOf(Key);
}
