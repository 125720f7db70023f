using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Entities;

/// <summary>What was given to whom, and for which AccountAssignment. Written by the operator alone; objects and lists in it are replaced as a whole.</summary>
public sealed record AccessRecordSpec
{
    /// <summary>The AccountAssignment that the record is about. It never changes: an object that comes back under its name gets a record of its own, which takes this one over.</summary>
    [Required]
    [AtomicMap]
    [ValidationRule("self == oldSelf", Message = "spec.owner cannot be changed")]
    public AccessRecordOwner Owner { get; init => field = value ?? new(); } = new();

    /// <summary>Whether the AccountAssignment is there, and if not, why what it was given still is.</summary>
    [Required]
    public AccessRecordState State { get; init; }

    /// <summary>Since when it is in this state.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>
    /// The end that the AccountAssignment declared, as it was recorded before it came: revocations at an end that was announced are not held back by the deletion guard.
    /// Absent for none.
    /// </summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Number of assignments in granted.</summary>
    public int Assignments { get; init; }

    /// <summary>
    /// Every assignment that was asked for or taken over for the AccountAssignment and not seen gone since, by permission set and principal. It is written before AWS is asked.
    /// </summary>
    [ListType(ListType.Atomic)]
    public IReadOnlyList<RecordedAccess>? Granted { get; init; }
}

/// <summary>An AccountAssignment, once and for all.</summary>
public sealed record AccessRecordOwner
{
    /// <summary>Its namespace.</summary>
    [Required]
    [Length(1, 63)]
    public string Namespace { get; init; } = "";

    /// <summary>Its name.</summary>
    [Required]
    [Length(1, 253)]
    public string Name { get; init; } = "";

    /// <summary>Its uid.</summary>
    [Required]
    [Length(1, 128)]
    public string Uid { get; init; } = "";
}

/// <summary>What one principal holds of one permission set on behalf of the AccountAssignment.</summary>
public sealed record RecordedAccess
{
    /// <summary>ARN of the permission set.</summary>
    [Required]
    [Length(10, 1224)]
    public string PermissionSetArn { get; init; } = "";

    /// <summary>Name of the permission set in AWS, as it was known when this was written; for people.</summary>
    [Length(maxLength: 32)]
    public string? PermissionSet { get; init; }

    /// <summary>
    /// Whether it was given by permissionSetName, and so rests on the trust in the namespace and not on a PermissionSet. Absent for false.
    /// </summary>
    public bool? ByName { get; init; }

    /// <summary>GROUP or USER.</summary>
    [Required]
    [Pattern("^(GROUP|USER)$")]
    public string PrincipalType { get; init; } = "";

    /// <summary>Id of the principal in the identity store.</summary>
    [Required]
    [Length(1, 47)]
    public string PrincipalId { get; init; } = "";

    /// <summary>Accounts, by their 12 digits, in which it is assigned or about to be.</summary>
    [ListType(ListType.Atomic)]
    [Length(12, 12)]
    [Pattern("^[0-9]{12}$")]
    public IReadOnlyList<string>? Accounts { get; init; }

    /// <summary>Accounts, by their 12 digits, in which it is being revoked, and the deletion guard has let it through.</summary>
    [ListType(ListType.Atomic)]
    [Length(12, 12)]
    [Pattern("^[0-9]{12}$")]
    public IReadOnlyList<string>? Revoking { get; init; }
}
