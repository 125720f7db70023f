// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.SSOAdmin.Model;

/// <summary>What <see cref="IAmazonSSOAdmin.AttachCustomerManagedPolicyReferenceToPermissionSetAsync"/> asks.</summary>
public sealed class AttachCustomerManagedPolicyReferenceToPermissionSetRequest : AmazonSSOAdminRequest
{
    /// <summary>Instance ARN, required. 10 to 1224 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:sso:::instance/(sso)?ins-[a-zA-Z0-9-.]{16}</c>.</summary>
    public string? InstanceArn { get; set; }

    /// <summary>Permission set ARN, required. 10 to 1224 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:sso:::permissionSet/(sso)?ins-[a-zA-Z0-9-.]{16}/ps-[a-zA-Z0-9-./]{16}</c>.</summary>
    public string? PermissionSetArn { get; set; }

    /// <summary>Customer managed policy reference, required.</summary>
    public CustomerManagedPolicyReference? CustomerManagedPolicyReference { get; set; }
}

/// <summary>What <see cref="IAmazonSSOAdmin.AttachCustomerManagedPolicyReferenceToPermissionSetAsync"/> answers.</summary>
public sealed class AttachCustomerManagedPolicyReferenceToPermissionSetResponse : AmazonWebServiceResponse
{
}
