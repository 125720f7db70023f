using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Entities;

/// <summary>
/// The assignments as the operator last saw them in AWS. Objects and lists in it are atomic: the operator alone owns them, and managedFields stay small.
/// </summary>
public sealed record AccountAssignmentStatus
{
    /// <summary>Generation of the spec that this status is about.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>
    /// Ready: AWS is as declared. Reconciling: the operator works or waits. Stalled: somebody must act. Drifted: AWS differs from the spec.
    /// </summary>
    [ListType(ListType.Map, "type")]
    public IReadOnlyList<Condition>? Conditions { get; init; }

    /// <summary>When AWS was last seen to be as declared.</summary>
    public DateTimeOffset? LastSyncTime { get; init; }

    /// <summary>The value of the annotation identitycenter.dev/reconcile-at that was last answered.</summary>
    public string? LastHandledReconcileAt { get; init; }

    /// <summary>ARN of the permission set.</summary>
    public string? PermissionSetArn { get; init; }

    /// <summary>Name of the permission set in AWS.</summary>
    public string? PermissionSetName { get; init; }

    /// <summary>The principals as they were found in the identity store.</summary>
    [ListType(ListType.Atomic)]
    public IReadOnlyList<ResolvedPrincipal>? Principals { get; init; }

    /// <summary>How many assignments there shall be, and are.</summary>
    [AtomicMap]
    public AssignmentCounts? Assignments { get; init; }

    /// <summary>
    /// The ledger: every assignment that was recorded for this object and not seen gone since, by permission set and principal. It is written before AWS is asked for
    /// anything; only what stands here is ever revoked for this object.
    /// </summary>
    [ListType(ListType.Atomic)]
    public IReadOnlyList<GrantedAccess>? Granted { get; init; }

    /// <summary>The first 20 assignments that AWS refused.</summary>
    [ListType(ListType.Atomic)]
    public IReadOnlyList<AssignmentFailure>? Failures { get; init; }

    /// <summary>Where AWS differs from the spec; a total of 0 when AWS is as declared, absent while that is not known.</summary>
    [AtomicMap]
    public DriftStatus? Drift { get; init; }

    /// <summary>What would be done next; absent when nothing is pending.</summary>
    [AtomicMap]
    public PlanStatus? Plan { get; init; }

    /// <summary>The value of the annotation identitycenter.dev/approve that was last answered. It is good for one plan, once.</summary>
    public string? LastApproval { get; init; }

    /// <summary>The last notice of a coming expiry that was given.</summary>
    [AtomicMap]
    public ExpiryNotice? ExpiryNotice { get; init; }

    /// <summary>The end that spec.expiresAt declares, and since when it does. Access ends at an end that was declared without asking the deletion guard.</summary>
    [AtomicMap]
    public DeclaredEnd? DeclaredEnd { get; init; }
}

/// <summary>A principal as it was found in the identity store.</summary>
public sealed record ResolvedPrincipal
{
    /// <summary>Display name of the group or user name of the user; absent when the spec names only the id and the store has not told.</summary>
    public string? Name { get; init; }

    /// <summary>GROUP or USER.</summary>
    [Pattern("^(GROUP|USER)$")]
    public string Type { get; init; } = "";

    /// <summary>Id in the identity store.</summary>
    public string Id { get; init; } = "";
}

/// <summary>How many assignments there shall be, and are.</summary>
public sealed record AssignmentCounts
{
    /// <summary>Wanted: principals times accounts.</summary>
    public int Desired { get; init; }

    /// <summary>Those of the wanted ones that AWS has.</summary>
    public int Assigned { get; init; }

    /// <summary>Assignments and revocations that are to be made.</summary>
    public int Pending { get; init; }

    /// <summary>Assignments and revocations that AWS refused and that are tried again.</summary>
    public int Failed { get; init; }

    /// <summary>Targets that are skipped because they are suspended, closed, or not yet active.</summary>
    public int SkippedAccounts { get; init; }

    /// <summary>Assigned of desired, for example 83/84.</summary>
    public string? Summary { get; init; }
}

/// <summary>What one principal holds of one permission set on behalf of this object.</summary>
public sealed record GrantedAccess
{
    /// <summary>ARN of the permission set.</summary>
    public string PermissionSetArn { get; init; } = "";

    /// <summary>GROUP or USER.</summary>
    [Pattern("^(GROUP|USER)$")]
    public string Type { get; init; } = "";

    /// <summary>Id of the principal in the identity store.</summary>
    public string Id { get; init; } = "";

    /// <summary>Accounts, by their 12 digits, in which it is assigned or about to be.</summary>
    [ListType(ListType.Atomic)]
    public IReadOnlyList<string>? Accounts { get; init; }

    /// <summary>Accounts, by their 12 digits, in which it is being revoked: the deletion guard has let it through.</summary>
    [ListType(ListType.Atomic)]
    public IReadOnlyList<string>? Revoking { get; init; }
}

/// <summary>An assignment or a revocation that AWS refused.</summary>
public sealed record AssignmentFailure
{
    /// <summary>Most failures that are listed.</summary>
    public const int MaxEntries = 20;

    /// <summary>The account's 12 digits.</summary>
    public string AccountId { get; init; } = "";

    /// <summary>The principal: group or user, by name where it is known, else by id.</summary>
    public string Principal { get; init; } = "";

    /// <summary>The reason in one word, as in conditions.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What AWS said, and what to do.</summary>
    public string Message { get; init; } = "";

    /// <summary>Request id, for AWS Support.</summary>
    public string? RequestId { get; init; }

    /// <summary>When it was first seen.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When it was last seen. It is tried again after as long a time as it has failed for, at least half a minute and at most a quarter of an hour.</summary>
    public DateTimeOffset? LastAttempt { get; init; }
}

/// <summary>A notice of a coming expiry, given once a day ahead and once an hour ahead.</summary>
public sealed record ExpiryNotice
{
    /// <summary>The time that it was about.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How long ahead it was given, as a Go duration: 24h or 1h.</summary>
    public string Ahead { get; init; } = "";
}

/// <summary>An end of access that was declared.</summary>
public sealed record DeclaredEnd
{
    /// <summary>The end.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Since when the spec has said this end, or an earlier one.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether all that the object gives was given with such an end in view: nothing was given before it was declared, or taken over from others.</summary>
    public bool FromTheBeginning { get; init; }
}
