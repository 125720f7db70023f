using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.Guarding;

/// <summary>What AccountAssignments ask for that none of them has recorded: before something passes for nobody's, whoever may mean just that is asked.</summary>
internal interface IAccessWishes
{
    /// <summary>Whether it is known of each object that nobody has looked at yet what it asks for, as far as that depends on AWS.</summary>
    bool AreRead { get; }

    /// <summary>What objects ask for of the assignments of a permission set, as they are now.</summary>
    /// <param name="arn">ARN of the permission set.</param>
    /// <param name="name">Its name in AWS.</param>
    Func<Assignment, AccessWish> About(string arn, string name);

    /// <summary>Namespace and name of an object that names a permission set; null for none.</summary>
    /// <param name="name">Name of the permission set in AWS.</param>
    string? UserOf(string name);
}

/// <summary>What objects ask for of an assignment.</summary>
/// <param name="IsWanted">Whether one of them wants it.</param>
/// <param name="MayBeWantedBy">Namespace and name of one of which it cannot be told whether it does; null for none.</param>
internal readonly record struct AccessWish(bool IsWanted, string? MayBeWantedBy);
