using System.Text.Json.Serialization;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Entities;

/// <summary>How the operator works with the instance.</summary>
public sealed record IdentityCenterSpec
{
    /// <summary>ARN of the instance; needed only where the operator sees several.</summary>
    [Length(10, 1224)]
    [Pattern(@"^arn:aws(-[a-z]{1,5}){0,3}:sso:::instance/(sso)?ins-[a-zA-Z0-9.-]{16}$")]
    public string? InstanceArn { get; init; }

    /// <summary>
    /// Requests to the permission set API a second, at most. AWS allows 20 to everybody in the organization together; leave some to people and pipelines.
    /// Default: 15.
    /// </summary>
    [Default("15")]
    [Range(1, 20)]
    public int? RequestsPerSecond { get; init; }

    /// <summary>
    /// Requests to the identity store a second, at most: users and groups are looked up there. AWS publishes no rate; the operator slows down by itself where AWS asks it to.
    /// Default: 10.
    /// </summary>
    [Default("10")]
    [Range(1, 100)]
    public int? IdentityStoreRequestsPerSecond { get; init; }

    /// <summary>
    /// Requests to AWS Organizations a second, at most: accounts, organizational units and tags are read there, tags with a request for each account. AWS publishes no rate; the
    /// operator slows down by itself where AWS asks it to. Default: 10.
    /// </summary>
    [Default("10")]
    [Range(1, 100)]
    public int? OrganizationsRequestsPerSecond { get; init; }

    /// <summary>Assignments and provisionings that may run in AWS at a time. AWS allows about 10. Default: 10.</summary>
    [Default("10")]
    [Range(1, 100)]
    public int? OutstandingOperations { get; init; }

    /// <summary>How often all of AWS is read to find what others changed, as a Go duration from 1m to 24h. Default: 15m.</summary>
    [Default("\"15m\"")]
    [Length(2, 32)]
    [Pattern(GoDuration.Pattern)]
    [ValidationRule("duration(self) >= duration('1m') && duration(self) <= duration('24h')", Message = "spec.sweepInterval must be between 1m and 24h")]
    public string? SweepInterval { get; init; }

    /// <summary>What may be revoked without an approval, counted over all objects together.</summary>
    public DeletionGuardSpec? DeletionGuard { get; init; }

    /// <summary>What to do about permission sets and assignments that nobody declared.</summary>
    public UnmanagedSpec? Unmanaged { get; init; }

    /// <summary>Attributes for access control: user attributes that policies may use as principal tags. Absent: not managed.</summary>
    [ListType(ListType.Map, "key")]
    [Items(maxItems: 50)]
    public IReadOnlyList<AccessControlAttribute>? Attributes { get; init; }
}

/// <summary>Limits beyond which revocations wait for an approval.</summary>
public sealed record DeletionGuardSpec
{
    /// <summary>The time over which is counted, as a Go duration from 1m to 24h. Default: 1h.</summary>
    [Default("\"1h\"")]
    [Length(2, 32)]
    [Pattern(GoDuration.Pattern)]
    [ValidationRule("duration(self) >= duration('1m') && duration(self) <= duration('24h')", Message = "window must be between 1m and 24h")]
    public string? Window { get; init; }

    /// <summary>Assignments that may be revoked within the window. Default: 50.</summary>
    [Default("50")]
    [Range(0, 1_000_000)]
    public int? MaxRevocations { get; init; }

    /// <summary>Share of all assignments that may be revoked within the window, in percent. Default: 20.</summary>
    [Default("20")]
    [Range(0, 100)]
    public int? MaxPercent { get; init; }

    /// <summary>Permission sets that may be deleted within the window. Default: 5.</summary>
    [Default("5")]
    [Range(0, 10_000)]
    public int? MaxPermissionSets { get; init; }

    /// <summary>
    /// What objects of one namespace may revoke of it. Absent: what the instance may, but for a quarter of it for each other namespace that holds assignments, and a quarter
    /// at least.
    /// </summary>
    public NamespaceGuardSpec? PerNamespace { get; init; }
}

/// <summary>Limits beyond which revocations of one namespace wait for an approval.</summary>
public sealed record NamespaceGuardSpec
{
    /// <summary>Assignments that objects of one namespace may revoke within the window. Default: a quarter of the instance's.</summary>
    [Range(0, 1_000_000)]
    public int? MaxRevocations { get; init; }

    /// <summary>Share of all assignments of the instance that objects of one namespace may revoke within the window, in percent. Default: a quarter of the instance's.</summary>
    [Range(0, 100)]
    public int? MaxPercent { get; init; }
}

/// <summary>What to do about what nobody declared.</summary>
public sealed record UnmanagedSpec
{
    /// <summary>About permission sets. Default: Report.</summary>
    [Default("\"Report\"")]
    public UnmanagedPolicy? PermissionSets { get; init; }

    /// <summary>About assignments. Default: Report.</summary>
    [Default("\"Report\"")]
    public UnmanagedPolicy? Assignments { get; init; }

    /// <summary>What is left alone and not reported.</summary>
    [ListType(ListType.Atomic)]
    [Items(maxItems: 100)]
    public IReadOnlyList<UnmanagedIgnore>? Ignore { get; init; }
}

/// <summary>What to do about a thing in AWS that nobody declared.</summary>
[JsonConverter(typeof(EnumNameConverter<UnmanagedPolicy>))]
public enum UnmanagedPolicy
{
    /// <summary>Do not look.</summary>
    Ignore,

    /// <summary>Count it and name some of it in status.</summary>
    Report,

    /// <summary>Revoke it, within the deletion guard.</summary>
    Revoke,
}

/// <summary>Selects permission sets: exactly one of permissionSetName and tag.</summary>
[ValidationRule("has(self.permissionSetName) != has(self.tag)", Message = "an entry of ignore must have exactly one of permissionSetName and tag")]
public sealed record UnmanagedIgnore
{
    /// <summary>Name of permission sets in AWS; <c>*</c> stands for any characters. Example: AWS*.</summary>
    [Length(1, 32)]
    public string? PermissionSetName { get; init; }

    /// <summary>Tags of permission sets, all of which must be there. Example: ManagedBy: ControlTower.</summary>
    [Items(minItems: 1, maxItems: 50)]
    [Length(maxLength: 256)]
    public IReadOnlyDictionary<string, string>? Tag { get; init; }
}

/// <summary>A user attribute that policies may use as a principal tag.</summary>
public sealed record AccessControlAttribute
{
    /// <summary>Name of the principal tag: 1 to 128 characters. Example: department.</summary>
    [Required]
    [Length(1, 128)]
    public string Key { get; init; } = "";

    /// <summary>Where its value comes from, at most 256 characters. Example: <c>${path:enterprise.department}</c>.</summary>
    [Required]
    [Length(1, 256)]
    public string Source { get; init; } = "";
}
