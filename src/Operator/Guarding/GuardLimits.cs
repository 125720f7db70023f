namespace IdentityCenterOperator.Guarding;

/// <summary>What may be taken away without an approval, over all objects together and by one namespace: <c>spec.deletionGuard</c> of IdentityCenter, with its defaults.</summary>
public sealed record GuardLimits
{
    /// <summary>So many revocations are let through however few assignments there are: a share of a handful would stop every change.</summary>
    public const int LeastShare = 5;

    /// <summary>The same for one namespace: somebody who has two accounts can leave without an approval.</summary>
    public const int LeastNamespaceShare = 2;

    /// <summary>A namespace has this part of what the instance has, unless the spec says otherwise.</summary>
    public const int NamespacePart = 4;

    /// <summary>Nobody could tell what the limits are: nothing is let through.</summary>
    public static GuardLimits Unknown { get; } = new() { IsKnown = false, MaxRevocations = 0, MaxPermissionSets = 0 };

    /// <summary>Whether these are somebody's limits, or the defaults where nobody set any; false while it cannot be told what they are.</summary>
    public bool IsKnown { get; init; } = true;

    /// <summary>The time over which is counted.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Assignments that may be revoked within the window.</summary>
    public int MaxRevocations { get; init; } = 50;

    /// <summary>Share of all assignments that may be revoked within the window, in percent; never less than <see cref="LeastShare"/> assignments.</summary>
    public int MaxPercent { get; init; } = 20;

    /// <summary>Permission sets that may be deleted within the window.</summary>
    public int MaxPermissionSets { get; init; } = 5;

    /// <summary>What one namespace may take away; null where the spec does not say, and others' room is all that bounds it.</summary>
    public NamespaceLimits? PerNamespace { get; init; }

    /// <summary>Revocations within the window when this many assignments were there at its beginning: the smaller of the number and the share.</summary>
    public int Revocations(long assignments) => (int)Math.Min(MaxRevocations, Math.Max(LeastShare, assignments * MaxPercent / 100));
}

/// <summary>What one namespace may take away within the window: <c>spec.deletionGuard.perNamespace</c> of IdentityCenter.</summary>
/// <param name="MaxRevocations">Assignments.</param>
/// <param name="MaxPercent">Share of all assignments of the instance, in percent; never less than <see cref="GuardLimits.LeastNamespaceShare"/> assignments.</param>
public sealed record NamespaceLimits(int MaxRevocations, int MaxPercent)
{
    /// <summary>Revocations within the window when this many assignments were there at its beginning, in all namespaces: the smaller of the number and the share.</summary>
    public int Revocations(long assignments) => (int)Math.Min(MaxRevocations, Math.Max(GuardLimits.LeastNamespaceShare, assignments * MaxPercent / 100));
}
