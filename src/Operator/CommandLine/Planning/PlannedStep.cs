namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>What a step does to what people can do.</summary>
internal enum StepSign
{
    /// <summary>Something is made or given.</summary>
    Adds,

    /// <summary>Something is made different.</summary>
    Changes,

    /// <summary>Something is taken away.</summary>
    Removes,
}

/// <summary>One call that the operator would make.</summary>
/// <param name="Operation">AWS's name of it.</param>
/// <param name="Sign">What it does.</param>
/// <param name="Words">In words.</param>
internal sealed record PlannedStep(string Operation, StepSign Sign, string Words)
{
    /// <summary>Of a call about an assignment: who gets or loses what where; null of any other.</summary>
    public PlannedAccess? Access { get; init; }
}

/// <summary>Who gets or loses what where.</summary>
/// <param name="PermissionSet">Name of the permission set in AWS.</param>
/// <param name="AccountId">The account.</param>
/// <param name="AccountName">Its name; null where it has none.</param>
/// <param name="PrincipalType">GROUP or USER.</param>
/// <param name="PrincipalId">Id in the identity store.</param>
/// <param name="Holder">The principal in words.</param>
internal sealed record PlannedAccess(string PermissionSet, string AccountId, string? AccountName, string PrincipalType, string PrincipalId, string Holder);
