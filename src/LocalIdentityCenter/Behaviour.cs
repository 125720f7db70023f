namespace LocalIdentityCenter;

/// <summary>
/// How the local Identity Center behaves where AWS leaves a choice: durations, consistency, and one switch for each answer
/// of AWS that could not be verified. The default is the likelier answer; docs/local-identity-center.md lists the reasons.
/// </summary>
public sealed record Behaviour
{
    /// <summary>How long one account takes to be changed by an assignment or a provisioning. Default 2 s.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the role lives on after the last assignment was deleted. Default 2 s.</summary>
    public TimeSpan DeprovisionLatency { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long adding or removing a Region takes. Default 20 s.</summary>
    public TimeSpan RegionLatency { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long other background work takes: instances, attributes, a change of key. Default 1 s.</summary>
    public TimeSpan InstanceLatency { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How far behind reads may be after a write. Zero (the default): reads see every write at once.</summary>
    /// <remarks>Every write then copies the whole state: meant for small organizations.</remarks>
    public TimeSpan StaleReads { get; init; }

    /// <summary>Which share of the reads is stale, 0 to 1, while <see cref="StaleReads"/> is set. Default 1.</summary>
    public double StaleShare { get; init; } = 1;

    /// <summary>
    /// How far the lists of permission sets, their parts, accounts and assignments are behind writes and ends of operations, while Describe…Status and what is in progress
    /// are not. Zero (the default): lists see everything at once.
    /// </summary>
    /// <remarks>Every change then copies the whole state: meant for small organizations.</remarks>
    public TimeSpan ListsLag { get; init; }

    /// <summary>How long the status of a finished operation can be read. Null (the default): for ever. AWS documents nothing.</summary>
    public TimeSpan? StatusRetention { get; init; }

    /// <summary>Whether the pages of organizations' lists are each preceded by an empty one, as AWS says may happen. Default false.</summary>
    public bool EmptyOrganizationPages { get; init; }

    /// <summary>Whether Organizations still sends the retired <c>Status</c> of an account besides <c>State</c>. Default true.</summary>
    public bool AccountStatus { get; init; } = true;

    /// <summary>Whether requests without a valid signature of a known caller are refused. Default false: signatures are checked only for callers with a secret.</summary>
    public bool RequireSignature { get; init; }

    /// <summary>Whether organizations is refused when signed for another Region than us-east-1. Default false: SDKs with an overridden endpoint sign for their own.</summary>
    public bool StrictOrganizationsRegion { get; init; }

    /// <summary>AddRegion of a Region that is there already.</summary>
    public Refusal AddExistingRegion { get; init; } = Refusal.Conflict;

    /// <summary>RemoveRegion of the primary Region.</summary>
    public Refusal RemovePrimaryRegion { get; init; } = Refusal.Validation;

    /// <summary>AddRegion while a precondition is not met: identity source, key, replica key, Region.</summary>
    public Refusal MissingRegionPrecondition { get; init; } = Refusal.Validation;

    /// <summary>Permission set operations while the instance has them switched off.</summary>
    public Refusal PermissionSetsDisabled { get; init; } = Refusal.AccessDenied;

    /// <summary>Operations that work in the primary Region only, called in an additional one.</summary>
    public Refusal AdditionalRegionRefusal { get; init; } = Refusal.AccessDenied;

    /// <summary>More asynchronous operations in flight than allowed; both answers were seen in the wild.</summary>
    public Refusal TooManyOperations { get; init; } = Refusal.Throttling;

    /// <summary>DeleteAccountAssignment of an assignment that is not there.</summary>
    public Absence DeleteAbsentAssignment { get; init; } = Absence.NotFound;

    /// <summary>DeletePermissionsBoundaryFromPermissionSet when there is none.</summary>
    public Absence DeleteAbsentBoundary { get; init; } = Absence.NotFound;

    /// <summary>DeleteInlinePolicyFromPermissionSet when there is none.</summary>
    public Absence DeleteAbsentInlinePolicy { get; init; } = Absence.Succeeds;

    /// <summary>ProvisionPermissionSet to an account that holds no assignment of the set.</summary>
    public Absence ProvisionUnassignedAccount { get; init; } = Absence.NotFound;

    /// <summary>Whether PutInlinePolicyToPermissionSet refuses text that is not JSON; otherwise it fails at provisioning. Default true.</summary>
    public bool RefuseMalformedInlinePolicy { get; init; } = true;

    /// <summary>
    /// Whether provisioning fails for an inline policy that AWS's documentation calls wrong where nobody has reported what IAM says: other characters in an action's name,
    /// condition keys without a prefix or twice in other letters, values of another type than the operator's (dates are known to be refused), broken policy variables, ARNs
    /// with parts missing. Default true.
    /// </summary>
    public bool RefuseDocumentedPolicyFaults { get; init; } = true;

    /// <summary>Whether a session duration outside 1 to 12 hours is refused. Default true.</summary>
    public bool RefuseSessionDurationOutOfRange { get; init; } = true;

    /// <summary>Whether a session duration comes back normalised (PT60M as PT1H). Default false.</summary>
    public bool NormalizeSessionDuration { get; init; }

    /// <summary>Whether UpdatePermissionSet clears a description and resets a session duration that it is not given. Default true. A relay state is always cleared.</summary>
    public bool UpdateClearsOmitted { get; init; } = true;

    /// <summary>Whether an inline policy comes back as it was put; otherwise minified. Default true.</summary>
    public bool InlinePolicyVerbatim { get; init; } = true;

    /// <summary>Whether a permission set without inline policy answers an empty string; otherwise the member is absent. Default true.</summary>
    public bool EmptyInlinePolicyIsText { get; init; } = true;

    /// <summary>Whether a principal that exists with the other type is refused at once; otherwise the operation fails later. Default false.</summary>
    public bool RefuseWrongPrincipalType { get; init; }

    /// <summary>Whether ListAccountAssignmentsForPrincipal of a user includes what the user's groups hold. Default false.</summary>
    public bool UserListingIncludesGroups { get; init; }

    /// <summary>ListAccountAssignmentsForPrincipal of a principal that is gone; its assignments are still there. Default: they are listed.</summary>
    public Absence ListDeletedPrincipal { get; init; } = Absence.Succeeds;

    /// <summary>Whether deleting the assignment of a principal that is gone ends FAILED; otherwise it succeeds. Default false.</summary>
    public bool DeletingOrphanFails { get; init; }

    /// <summary>Whether a further assignment brings the latest version of the set to an account that holds an older one. Default false.</summary>
    public bool AssignmentRefreshesRole { get; init; }

    /// <summary>
    /// Whether names of users and groups are compared without case: "data" finds "Data", and the two cannot both be there. Otherwise to the letter. Default true.
    /// </summary>
    public bool NamesIgnoreCase { get; init; } = true;

    /// <summary>Whether an assignment to an account outside the organization is refused at once; otherwise it fails later. Default true.</summary>
    public bool RefuseUnknownAccount { get; init; } = true;
}
