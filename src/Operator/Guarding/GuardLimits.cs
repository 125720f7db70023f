namespace IdentityCenterOperator.Guarding;

/// <summary>What may be taken away without an approval, over all objects together: <c>spec.deletionGuard</c> of IdentityCenter, with its defaults.</summary>
public sealed record GuardLimits
{
    /// <summary>So many revocations are let through however few assignments there are: a share of a handful would stop every change.</summary>
    public const int LeastShare = 5;

    /// <summary>The time over which is counted.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Assignments that may be revoked within the window.</summary>
    public int MaxRevocations { get; init; } = 50;

    /// <summary>Share of all assignments that may be revoked within the window, in percent; never less than <see cref="LeastShare"/> assignments.</summary>
    public int MaxPercent { get; init; } = 20;

    /// <summary>Permission sets that may be deleted within the window.</summary>
    public int MaxPermissionSets { get; init; } = 5;

    /// <summary>Revocations within the window when this many assignments were there at its beginning: the smaller of the number and the share.</summary>
    public int Revocations(long assignments) => (int)Math.Min(MaxRevocations, Math.Max(LeastShare, assignments * MaxPercent / 100));
}
