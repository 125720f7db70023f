// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.SSOAdmin.Model;

/// <summary>What <see cref="IAmazonSSOAdmin.DetachManagedPolicyFromPermissionSetAsync"/> asks.</summary>
public sealed class DetachManagedPolicyFromPermissionSetRequest : AmazonSSOAdminRequest
{
    /// <summary>Instance ARN, required. 10 to 1224 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:sso:::instance/(sso)?ins-[a-zA-Z0-9-.]{16}</c>.</summary>
    public string? InstanceArn { get; set; }

    /// <summary>Permission set ARN, required. 10 to 1224 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:sso:::permissionSet/(sso)?ins-[a-zA-Z0-9-.]{16}/ps-[a-zA-Z0-9-./]{16}</c>.</summary>
    public string? PermissionSetArn { get; set; }

    /// <summary>Managed policy ARN, required. 20 to 2048 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:iam::aws:policy((/[A-Za-z0-9\.,\+@=_-]+)*)/([A-Za-z0-9\.,\+=@_-]+)</c>.</summary>
    public string? ManagedPolicyArn { get; set; }
}

/// <summary>What <see cref="IAmazonSSOAdmin.DetachManagedPolicyFromPermissionSetAsync"/> answers.</summary>
public sealed class DetachManagedPolicyFromPermissionSetResponse : AmazonWebServiceResponse
{
}
