// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.SSOAdmin.Model;

/// <summary>Instance metadata.</summary>
public sealed class InstanceMetadata
{
    /// <summary>Instance ARN. 10 to 1224 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:sso:::instance/(sso)?ins-[a-zA-Z0-9-.]{16}</c>.</summary>
    public string? InstanceArn { get; set; }

    /// <summary>Identity store ID. 1 to 64 characters. Pattern: <c>[a-zA-Z0-9-]*</c>.</summary>
    public string? IdentityStoreId { get; set; }

    /// <summary>Identity store ARN. 62 to 93 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:identitystore::\d{12}:identitystore/(d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})</c>.</summary>
    public string? IdentityStoreArn { get; set; }

    /// <summary>Owner account ID. Exactly 12 characters. Pattern: <c>\d{12}</c>.</summary>
    public string? OwnerAccountId { get; set; }

    /// <summary>Name. At most 255 characters. Pattern: <c>[\w+=,.@-]+</c>.</summary>
    public string? Name { get; set; }

    /// <summary>Created date.</summary>
    public DateTime? CreatedDate { get; set; }

    /// <summary>Status.</summary>
    public InstanceStatus? Status { get; set; }

    /// <summary>Status reason. Pattern: <c>[\p{L}\p{M}\p{Z}\p{S}\p{N}\p{P}]*</c>.</summary>
    public string? StatusReason { get; set; }

    /// <summary>Primary region. 1 to 32 characters. Pattern: <c>([a-z]+-){2,3}\d</c>.</summary>
    public string? PrimaryRegion { get; set; }

    /// <summary>Regions.</summary>
    public List<RegionMetadata>? Regions { get; set; }
}
