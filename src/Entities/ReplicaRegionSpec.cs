using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Entities;

/// <summary>The Region to which the instance shall be replicated, and how the operator goes about it.</summary>
[ValidationRule(
    "has(self.region) == has(oldSelf.region) && (!has(self.region) || self.region == oldSelf.region)",
    Message = "spec.region cannot be changed, added or removed: create another ReplicaRegion")]
public sealed record ReplicaRegionSpec
{
    /// <summary>
    /// Name of the Region, one of those that are enabled by default in every account. Default: metadata.name. Cannot be changed later. Example: eu-west-1.
    /// </summary>
    [Length(1, 32)]
    [Pattern("^([a-z]+-){2,3}[0-9]$")]
    public string? Region { get; init; }

    /// <summary>Enforce: make AWS as declared. Observe: never write to AWS, only report in status.drift and status.plan. Default: Enforce.</summary>
    [Default("\"Enforce\"")]
    public ManagementPolicy? ManagementPolicy { get; init; }

    /// <summary>
    /// What happens in AWS when this object is deleted. Retain: the Region stays. Delete: it is removed from the instance, if this object added it or took it over;
    /// people then no longer sign in there, and applications that were set up there stop working. Default: Retain.
    /// </summary>
    [Default("\"Retain\"")]
    public DeletionPolicy? DeletionPolicy { get; init; }

    /// <summary>
    /// How long AWS may take to add or to remove the Region, as a Go duration from 1m to 24h. AWS reports no failure of its own: what takes longer becomes
    /// ReplicationTimedOut, and is watched on. How long it takes depends on the size of the instance. Default: 60m.
    /// </summary>
    [Default("\"60m\"")]
    [Length(2, 32)]
    [Pattern(GoDuration.Pattern)]
    [ValidationRule("duration(self) >= duration('1m') && duration(self) <= duration('24h')", Message = "spec.timeout must be between 1m and 24h")]
    public string? Timeout { get; init; }
}
