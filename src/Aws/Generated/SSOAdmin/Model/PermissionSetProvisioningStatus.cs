// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.SSOAdmin.Model;

/// <summary>Permission set provisioning status.</summary>
public sealed class PermissionSetProvisioningStatus
{
    /// <summary>Status.</summary>
    public StatusValues? Status { get; set; }

    /// <summary>Request ID. Exactly 36 characters. Pattern: <c>\b[0-9a-f]{8}\b-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-\b[0-9a-f]{12}\b</c>.</summary>
    public string? RequestId { get; set; }

    /// <summary>Account ID. Exactly 12 characters. Pattern: <c>\d{12}</c>.</summary>
    public string? AccountId { get; set; }

    /// <summary>Permission set ARN. 10 to 1224 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:sso:::permissionSet/(sso)?ins-[a-zA-Z0-9-.]{16}/ps-[a-zA-Z0-9-./]{16}</c>.</summary>
    public string? PermissionSetArn { get; set; }

    /// <summary>Failure reason. Pattern: <c>[\p{L}\p{M}\p{Z}\p{S}\p{N}\p{P}]*</c>.</summary>
    public string? FailureReason { get; set; }

    /// <summary>Created date.</summary>
    public DateTime? CreatedDate { get; set; }
}
