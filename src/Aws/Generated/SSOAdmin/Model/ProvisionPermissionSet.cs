// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.SSOAdmin.Model;

/// <summary>What <see cref="IAmazonSSOAdmin.ProvisionPermissionSetAsync"/> asks.</summary>
public sealed class ProvisionPermissionSetRequest : AmazonSSOAdminRequest
{
    /// <summary>Instance ARN, required. 10 to 1224 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:sso:::instance/(sso)?ins-[a-zA-Z0-9-.]{16}</c>.</summary>
    public string? InstanceArn { get; set; }

    /// <summary>Permission set ARN, required. 10 to 1224 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:sso:::permissionSet/(sso)?ins-[a-zA-Z0-9-.]{16}/ps-[a-zA-Z0-9-./]{16}</c>.</summary>
    public string? PermissionSetArn { get; set; }

    /// <summary>Target ID. Exactly 12 characters. Pattern: <c>\d{12}</c>.</summary>
    public string? TargetId { get; set; }

    /// <summary>Target type, required.</summary>
    public ProvisionTargetType? TargetType { get; set; }
}

/// <summary>What <see cref="IAmazonSSOAdmin.ProvisionPermissionSetAsync"/> answers.</summary>
public sealed class ProvisionPermissionSetResponse : AmazonWebServiceResponse
{
    /// <summary>Permission set provisioning status.</summary>
    public PermissionSetProvisioningStatus? PermissionSetProvisioningStatus { get; set; }
}
