using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Entities;

/// <summary>
/// The Region as the operator last saw it in AWS. Objects and lists in it are atomic: the operator alone owns them, and managedFields stay small.
/// </summary>
public sealed record ReplicaRegionStatus
{
    /// <summary>Generation of the spec that this status is about.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>
    /// Ready: the instance is replicated to the Region. Reconciling: the operator works or waits. Stalled: somebody must act. Drifted: the instance lacks the Region.
    /// </summary>
    [ListType(ListType.Map, "type")]
    public IReadOnlyList<Condition>? Conditions { get; init; }

    /// <summary>When AWS was last seen to be as declared.</summary>
    public DateTimeOffset? LastSyncTime { get; init; }

    /// <summary>The value of the annotation identitycenter.dev/reconcile-at that was last answered.</summary>
    public string? LastHandledReconcileAt { get; init; }

    /// <summary>Name of the Region.</summary>
    public string? Region { get; init; }

    /// <summary>The instance's primary Region.</summary>
    public string? PrimaryRegion { get; init; }

    /// <summary>ARN of the Identity Center instance.</summary>
    public string? InstanceArn { get; init; }

    /// <summary>What AWS is doing about the Region; absent while the instance does not have it.</summary>
    public ReplicaRegionPhase? Phase { get; init; }

    /// <summary>When the Region was added, as AWS says.</summary>
    public DateTimeOffset? AddedDate { get; init; }

    /// <summary>Whether this object added the Region or took it over. Only then is the Region ever removed for it.</summary>
    public bool? Owned { get; init; }

    /// <summary>What AWS was asked for, or is seen to be at; absent when nothing is under way. It is written before AWS is asked, so that a restart keeps the deadline.</summary>
    [AtomicMap]
    public RegionWorkflowStatus? Workflow { get; init; }

    /// <summary>Since when this object waits for its turn: AWS adds or removes one Region at a time, and who has waited longest comes first.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>What was checked before AWS was last asked to add the Region, or would have been.</summary>
    [ListType(ListType.Atomic)]
    public IReadOnlyList<PreflightStatus>? Preflight { get; init; }

    /// <summary>What no API does or tells, and is left to people: before the Region is added, and after.</summary>
    [ListType(ListType.Atomic)]
    public IReadOnlyList<string>? NextSteps { get; init; }

    /// <summary>Where AWS differs from the spec; a total of 0 when AWS is as declared, absent while that is not known.</summary>
    [AtomicMap]
    public DriftStatus? Drift { get; init; }

    /// <summary>What would be done next; absent when nothing is pending.</summary>
    [AtomicMap]
    public PlanStatus? Plan { get; init; }
}

/// <summary>A Region being added or removed.</summary>
public sealed record RegionWorkflowStatus
{
    /// <summary>Adding or Removing.</summary>
    public ReplicaRegionPhase Type { get; init; }

    /// <summary>When it began; spec.timeout is counted from here.</summary>
    public DateTimeOffset StartedAt { get; init; }
}

/// <summary>A check before AddRegion.</summary>
public sealed record PreflightStatus
{
    /// <summary>Name of the check: OrganizationInstance, PermissionSetsEnabled, EncryptionKey, PrimaryRegion, RegionSupported or ReplicaKey.</summary>
    public string Check { get; init; } = "";

    /// <summary>Passed, Failed, or Unknown when it could not be found out.</summary>
    public PreflightResult Status { get; init; }

    /// <summary>What was found, and what to do about it.</summary>
    public string Message { get; init; } = "";
}
