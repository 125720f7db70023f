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
    /// <summary>Since when the object has had a plan that is held back.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Whether it waits for an approval however much room there is.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>The object in words, as it is shown and hashed.</summary>
    public string Owner => OwnerOf(Kind, Key);

    /// <summary>Whose share of the room it takes.</summary>
    public string Scope => ScopeOf(Key);

    /// <summary>An object in words.</summary>
    public static string OwnerOf(string kind, ObjectKey key) => $"{kind} {key}";

    /// <summary>Whose share of the room an object takes.</summary>
    public static string ScopeOf(ObjectKey key) => key.Namespace ?? GuardShares.Cluster;
}

/// <summary>What was let through and is not recorded by its object yet: it is not counted, and not asked about, once more.</summary>
/// <param name="Uid">The object.</param>
/// <param name="Hash">The plan.</param>
/// <param name="Minute">When it was let through.</param>
internal sealed record AdmittedPlan(string Uid, string Hash, DateTimeOffset Minute);
