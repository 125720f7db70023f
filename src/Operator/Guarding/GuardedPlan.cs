using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Guarding;

/// <summary>A plan that the guard holds back.</summary>
/// <param name="Kind">Kind of the object whose plan it is.</param>
/// <param name="Key">The object.</param>
/// <param name="Hash">Names the plan: what an approval on the object names.</param>
/// <param name="Revocations">Assignments that it would revoke.</param>
/// <param name="PermissionSets">Permission sets that it would delete.</param>
/// <param name="Summary">What it would do, in words.</param>
internal sealed record GuardedPlan(string Kind, ObjectKey Key, string Hash, int Revocations, int PermissionSets, string Summary)
{
    /// <summary>The object in words, as it is shown and hashed.</summary>
    public string Owner => $"{Kind} {Key}";
}
