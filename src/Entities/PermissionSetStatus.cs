using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Entities;

/// <summary>
/// The permission set as the operator last saw it in AWS. Objects and lists in it are atomic: the operator alone owns them, managedFields stay small, and old API
/// servers, which leave null where server-side apply removes the last field of an object, remove it whole.
/// </summary>
public sealed record PermissionSetStatus
{
    /// <summary>Generation of the spec that this status is about.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>
    /// Ready: AWS is as declared. Reconciling: the operator works or waits. Stalled: somebody must act. Drifted: AWS differs from the spec. Propagated: all
    /// accounts have the present version.
    /// </summary>
    [ListType(ListType.Map, "type")]
    public IReadOnlyList<Condition>? Conditions { get; init; }

    /// <summary>When AWS was last seen to be as declared.</summary>
    public DateTimeOffset? LastSyncTime { get; init; }

    /// <summary>The value of the annotation identitycenter.dev/reconcile-at that was last answered.</summary>
    public string? LastHandledReconcileAt { get; init; }

    /// <summary>Name in AWS.</summary>
    public string? Name { get; init; }

    /// <summary>ARN of the permission set.</summary>
    public string? Arn { get; init; }

    /// <summary>
    /// Whether the permission set was seen to carry this object's ownership tags. One that lost them by somebody's hand is still this object's; one that never had
    /// them is not touched unless the adoption policy says so.
    /// </summary>
    public bool? Owned { get; init; }

    /// <summary>ARN of the Identity Center instance that has it.</summary>
    public string? InstanceArn { get; init; }

    /// <summary>Keys of the tags that this object put on the permission set; only these are removed when they leave the spec.</summary>
    [ListType(ListType.Atomic)]
    public IReadOnlyList<string>? ManagedTagKeys { get; init; }

    /// <summary>Where AWS differs from the spec; a total of 0 when AWS is as declared, absent while that is not known.</summary>
    [AtomicMap]
    public DriftStatus? Drift { get; init; }

    /// <summary>What would be done next; absent when nothing is pending.</summary>
    [AtomicMap]
    public PlanStatus? Plan { get; init; }

    /// <summary>Names the provisioning that was approved, until all accounts have it or something else is declared.</summary>
    public string? Approved { get; init; }

    /// <summary>The value of the annotation identitycenter.dev/approve that was last answered. It is good for one plan, once.</summary>
    public string? LastApproval { get; init; }

    /// <summary>How far the present version has reached the accounts.</summary>
    [AtomicMap]
    public PropagationStatus? Propagation { get; init; }
}

/// <summary>Where AWS differs from the spec.</summary>
public sealed record DriftStatus
{
    /// <summary>AWS was looked at and is as declared.</summary>
    public static DriftStatus None { get; } = new() { Total = 0 };

    /// <summary>Most entries that are listed.</summary>
    public const int MaxEntries = 20;

    /// <summary>Number of differences, also of those that are not listed.</summary>
    public int Total { get; init; }

    /// <summary>The first 20 differences.</summary>
    [ListType(ListType.Atomic)]
    public IReadOnlyList<DriftEntry>? Entries { get; init; }
}

/// <summary>One difference.</summary>
public sealed record DriftEntry
{
    /// <summary>Field of the spec, with the member in brackets where it is a set or a map.</summary>
    public string Path { get; init; } = "";

    /// <summary>What is declared; long texts are cut.</summary>
    public string Desired { get; init; } = "";

    /// <summary>What AWS has; long texts are cut.</summary>
    public string Observed { get; init; } = "";

    /// <summary>When the difference was first seen.</summary>
    public DateTimeOffset? Since { get; init; }
}

/// <summary>What would be done next.</summary>
public sealed record PlanStatus
{
    /// <summary>Most steps that are listed.</summary>
    public const int MaxSteps = 20;

    /// <summary>Names the plan; the value for the annotation identitycenter.dev/approve.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Number of steps, also of those that are not listed.</summary>
    public int Total { get; init; }

    /// <summary>The first 20 steps in words, in their order.</summary>
    [ListType(ListType.Atomic)]
    public IReadOnlyList<string>? Steps { get; init; }
}

/// <summary>How far the present version has reached the accounts.</summary>
public sealed record PropagationStatus
{
    /// <summary>Most failures that are listed.</summary>
    public const int MaxFailures = 20;

    /// <summary>Accounts that have the permission set, because it is assigned there.</summary>
    public int Accounts { get; init; }

    /// <summary>Those with the present version.</summary>
    public int Current { get; init; }

    /// <summary>Those with an older version, without the skipped ones.</summary>
    public int Outdated { get; init; }

    /// <summary>Those with an older version that are left out because they are suspended or closed. They are brought up to date when they are active again.</summary>
    public int Skipped { get; init; }

    /// <summary>Those of the outdated ones that AWS failed to update.</summary>
    public int Failed { get; init; }

    /// <summary>Most skipped accounts that are listed.</summary>
    public const int MaxSkipped = 20;

    /// <summary>Current of all accounts but the skipped ones, for example 40/42.</summary>
    public string? Summary { get; init; }

    /// <summary>Request id of the provisioning of all accounts that is running; a restarted operator goes on with it.</summary>
    public string? RequestId { get; init; }

    /// <summary>Provisionings of single accounts that are running.</summary>
    [ListType(ListType.Atomic)]
    public IReadOnlyList<AccountRequest>? AccountRequests { get; init; }

    /// <summary>The first 20 skipped accounts, each with its name, its id and its state.</summary>
    [ListType(ListType.Atomic)]
    public IReadOnlyList<string>? SkippedAccounts { get; init; }

    /// <summary>The first 20 failures.</summary>
    [ListType(ListType.Atomic)]
    public IReadOnlyList<PropagationFailure>? Failures { get; init; }
}

/// <summary>A provisioning of one account that is running.</summary>
public sealed record AccountRequest
{
    /// <summary>The account's 12 digits.</summary>
    public string AccountId { get; init; } = "";

    /// <summary>Request id.</summary>
    public string RequestId { get; init; } = "";
}

/// <summary>An account that AWS failed to update.</summary>
public sealed record PropagationFailure
{
    /// <summary>The account's 12 digits; absent when AWS did not say which one.</summary>
    public string? AccountId { get; init; }

    /// <summary>What AWS said.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What that means, in a stable word as conditions have it: MissingCustomerManagedPolicy, AccessDenied, AccountClosed, AccountUnavailable, ProvisioningFailed.</summary>
    public string? Code { get; init; }

    /// <summary>Request id, for AWS Support.</summary>
    public string? RequestId { get; init; }

    /// <summary>When it was first seen.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>
    /// When it was last seen. The account is tried again after as long a time as it has failed for, at least half a minute (five minutes where a policy is missing) and at most a
    /// quarter of an hour.
    /// </summary>
    public DateTimeOffset? LastAttempt { get; init; }
}
