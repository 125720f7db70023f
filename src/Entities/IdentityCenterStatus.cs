using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Entities;

/// <summary>The instance as the operator found it.</summary>
public sealed record IdentityCenterStatus
{
    /// <summary>Generation of the spec that this status is about.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>Ready: the instance was found and can be managed. Stalled: somebody must act.</summary>
    [ListType(ListType.Map, "type")]
    public IReadOnlyList<Condition>? Conditions { get; init; }

    /// <summary>The value of the annotation identitycenter.dev/reconcile-at that was last answered.</summary>
    public string? LastHandledReconcileAt { get; init; }

    /// <summary>ARN of the instance.</summary>
    public string? InstanceArn { get; init; }

    /// <summary>Id of the identity store that has the users and groups.</summary>
    public string? IdentityStoreId { get; init; }

    /// <summary>Region in which permission sets and assignments are managed.</summary>
    public string? PrimaryRegion { get; init; }

    /// <summary>The organization's management account.</summary>
    public string? ManagementAccountId { get; init; }

    /// <summary>The account that administration is delegated to, if it is.</summary>
    public string? DelegatedAdministrator { get; init; }

    /// <summary>Whether the instance has permission sets switched on.</summary>
    public bool? PermissionSetsEnabled { get; init; }

    /// <summary>How the instance is encrypted.</summary>
    [AtomicMap]
    public EncryptionStatus? Encryption { get; init; }

    /// <summary>The instance's Regions.</summary>
    [ListType(ListType.Atomic)]
    public IReadOnlyList<InstanceRegion>? Regions { get; init; }

    /// <summary>The last time that all of AWS was read.</summary>
    [AtomicMap]
    public SweepStatus? LastSweep { get; init; }

    /// <summary>
    /// How assignments are read: ByPrincipal, a few calls for the whole organization, which AWS lets the management account do; or ByPair, one call for each account
    /// that has a permission set.
    /// </summary>
    public string? AssignmentAccess { get; init; }

    /// <summary>What nobody declared.</summary>
    [AtomicMap]
    public UnmanagedStatus? Unmanaged { get; init; }

    /// <summary>What is left in AWS of AccountAssignments that are gone; absent when nothing is.</summary>
    [AtomicMap]
    public RecordsStatus? Records { get; init; }

    /// <summary>What would be revoked of what nobody declared; absent unless it waits for an approval.</summary>
    [AtomicMap]
    public PlanStatus? Plan { get; init; }

    /// <summary>What the deletion guard counts and holds back.</summary>
    [AtomicMap]
    public GuardStatus? Guard { get; init; }

    /// <summary>Assignments and provisionings that AWS ran for others when it was last looked: they take from the same ten that it runs at a time.</summary>
    public int? OperationsOfOthers { get; init; }

    /// <summary>AWS quotas and how much of them is used.</summary>
    [ListType(ListType.Atomic)]
    public IReadOnlyList<QuotaStatus>? Quotas { get; init; }
}

/// <summary>How the instance is encrypted.</summary>
public sealed record EncryptionStatus
{
    /// <summary>AWS_OWNED_KMS_KEY or CUSTOMER_MANAGED_KEY.</summary>
    public string? KeyType { get; init; }

    /// <summary>ARN of a customer-managed key.</summary>
    public string? KmsKeyArn { get; init; }

    /// <summary>UPDATING, ENABLED or UPDATE_FAILED.</summary>
    public string? Status { get; init; }

    /// <summary>Why, if AWS says.</summary>
    public string? StatusReason { get; init; }
}

/// <summary>A Region of the instance.</summary>
public sealed record InstanceRegion
{
    /// <summary>Name of the Region.</summary>
    [Required]
    public string Name { get; init; } = "";

    /// <summary>ACTIVE, ADDING or REMOVING.</summary>
    public string? Status { get; init; }

    /// <summary>Whether it is the primary one.</summary>
    public bool Primary { get; init; }

    /// <summary>When it was added.</summary>
    public DateTimeOffset? AddedDate { get; init; }
}

/// <summary>A reading of all of AWS.</summary>
public sealed record SweepStatus
{
    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Requests that it took.</summary>
    public int Requests { get; init; }

    /// <summary>Whether everything could be read; what could not is taken as unknown.</summary>
    public bool Complete { get; init; }
}

/// <summary>What nobody declared.</summary>
public sealed record UnmanagedStatus
{
    /// <summary>Permission sets that no PermissionSet declares; absent until all were read, and while they are not looked for.</summary>
    public int? PermissionSets { get; init; }

    /// <summary>Assignments that no AccountAssignment declares; absent until all were read, and while they are not looked for.</summary>
    public int? Assignments { get; init; }

    /// <summary>Those of the assignments whose user or group no longer exists; absent until that is known of each.</summary>
    public int? Orphaned { get; init; }

    /// <summary>20 of them, in words.</summary>
    [ListType(ListType.Atomic)]
    public IReadOnlyList<string>? Sample { get; init; }
}

/// <summary>What is left in AWS of AccountAssignments that are gone.</summary>
public sealed record RecordsStatus
{
    /// <summary>AccessRecords of objects that were deleted and left their access in AWS, as they said.</summary>
    public int Retained { get; init; }

    /// <summary>AccessRecords of objects that went without having said what is to become of their access.</summary>
    public int Abandoned { get; init; }

    /// <summary>Assignments in both.</summary>
    public int Assignments { get; init; }

    /// <summary>20 of the records, in words.</summary>
    [ListType(ListType.Atomic)]
    public IReadOnlyList<string>? Sample { get; init; }
}

/// <summary>A quota and how much of it is used.</summary>
public sealed record QuotaStatus
{
    /// <summary>What is counted.</summary>
    [Required]
    public string Name { get; init; } = "";

    /// <summary>How much is used.</summary>
    public int Used { get; init; }

    /// <summary>How much there is.</summary>
    public int Limit { get; init; }
}

/// <summary>What the deletion guard counts and holds back.</summary>
public sealed record GuardStatus
{
    /// <summary>Most namespaces that are named.</summary>
    public const int MaxNamespaces = 50;

    /// <summary>The limits in force. They stay so over a restart, also while the spec breaks a rule.</summary>
    [AtomicMap]
    public GuardLimitsStatus? Limits { get; init; }

    /// <summary>What was taken away within the window without an approval, minute by minute.</summary>
    [ListType(ListType.Atomic)]
    public IReadOnlyList<GuardMinute>? Taken { get; init; }

    /// <summary>The first 50 namespaces that took something away within the window, or would; as it was when any of it changed last.</summary>
    [ListType(ListType.Atomic)]
    public IReadOnlyList<GuardNamespace>? Namespaces { get; init; }

    /// <summary>What is held back; absent while nothing is.</summary>
    [AtomicMap]
    public GuardBlocked? Blocked { get; init; }

    /// <summary>What was approved and is not done yet.</summary>
    [ListType(ListType.Atomic)]
    public IReadOnlyList<GuardApproval>? Approved { get; init; }

    /// <summary>What was let through and is not recorded by its object yet; it is not counted once more.</summary>
    [ListType(ListType.Atomic)]
    public IReadOnlyList<GuardAdmission>? Admitted { get; init; }

    /// <summary>The value of the annotation identitycenter.dev/approve that was last answered. It is good for once.</summary>
    public string? LastApproval { get; init; }
}

/// <summary>What may be taken away within the window without an approval.</summary>
public sealed record GuardLimitsStatus
{
    /// <summary>The window, as a Go duration.</summary>
    public string? Window { get; init; }

    /// <summary>Assignments.</summary>
    public int MaxRevocations { get; init; }

    /// <summary>Share of all assignments, in percent.</summary>
    public int MaxPercent { get; init; }

    /// <summary>Permission sets.</summary>
    public int MaxPermissionSets { get; init; }

    /// <summary>The same of one namespace; absent where others' room is all that bounds it.</summary>
    [AtomicMap]
    public GuardNamespaceLimitsStatus? PerNamespace { get; init; }
}

/// <summary>What one namespace may take away within the window without an approval.</summary>
public sealed record GuardNamespaceLimitsStatus
{
    /// <summary>Assignments.</summary>
    public int MaxRevocations { get; init; }

    /// <summary>Share of all assignments, in percent.</summary>
    public int MaxPercent { get; init; }
}

/// <summary>What was taken away within a minute.</summary>
public sealed record GuardMinute
{
    /// <summary>The minute.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Assignments.</summary>
    public int Revocations { get; init; }

    /// <summary>Permission sets.</summary>
    public int PermissionSets { get; init; }

    /// <summary>Those of the assignments that objects of a namespace took away, by namespace.</summary>
    [ListType(ListType.Atomic)]
    public IReadOnlyList<GuardNamespaceCount>? Namespaces { get; init; }
}

/// <summary>What objects of a namespace took away.</summary>
public sealed record GuardNamespaceCount
{
    /// <summary>The namespace.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Assignments.</summary>
    public int Revocations { get; init; }
}

/// <summary>How much of its room in the deletion guard a namespace has used, and what is held back of it.</summary>
public sealed record GuardNamespace
{
    /// <summary>The namespace; absent for what no namespace takes away: permission sets, and what nobody declared.</summary>
    public string? Namespace { get; init; }

    /// <summary>Assignments that it took away within the window without an approval.</summary>
    public int Used { get; init; }

    /// <summary>Assignments that it may take away within the window.</summary>
    public int Limit { get; init; }

    /// <summary>Objects whose plan is held back.</summary>
    public int Plans { get; init; }

    /// <summary>Assignments that these would revoke.</summary>
    public int Blocked { get; init; }
}

/// <summary>What is held back.</summary>
public sealed record GuardBlocked
{
    /// <summary>Most plans that are named.</summary>
    public const int MaxSample = 20;

    /// <summary>Names all of it; the value for the annotation identitycenter.dev/approve on this object, which lets all of it through.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Objects whose plan is held back.</summary>
    public int Plans { get; init; }

    /// <summary>Assignments that would be revoked.</summary>
    public int Revocations { get; init; }

    /// <summary>Permission sets that would be deleted.</summary>
    public int PermissionSets { get; init; }

    /// <summary>Those of the plans that go by themselves when there is room again.</summary>
    public int Queued { get; init; }

    /// <summary>The first 20 plans, each with its object and what it would do.</summary>
    [ListType(ListType.Atomic)]
    public IReadOnlyList<string>? Sample { get; init; }

    /// <summary>That the annotation identitycenter.dev/approve names something else, if it does.</summary>
    public string? Note { get; init; }
}

/// <summary>A plan that was approved and is not done yet.</summary>
public sealed record GuardApproval
{
    /// <summary>Kind and name of the object whose plan it is.</summary>
    public string Object { get; init; } = "";

    /// <summary>Names the plan.</summary>
    public string Hash { get; init; } = "";
}

/// <summary>A plan that was let through and is not recorded by its object yet.</summary>
public sealed record GuardAdmission
{
    /// <summary>Kind and name of the object whose plan it is.</summary>
    public string Object { get; init; } = "";

    /// <summary>Its uid.</summary>
    public string Uid { get; init; } = "";

    /// <summary>Names the plan.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The minute in which it was let through.</summary>
    public DateTimeOffset? At { get; init; }
}
