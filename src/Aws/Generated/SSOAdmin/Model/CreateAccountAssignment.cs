// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.SSOAdmin.Model;

/// <summary>What <see cref="IAmazonSSOAdmin.CreateAccountAssignmentAsync"/> asks.</summary>
public sealed class CreateAccountAssignmentRequest : AmazonSSOAdminRequest
{
    /// <summary>Instance ARN, required. 10 to 1224 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:sso:::instance/(sso)?ins-[a-zA-Z0-9-.]{16}</c>.</summary>
    public string? InstanceArn { get; set; }

    /// <summary>Target ID, required. Exactly 12 characters. Pattern: <c>\d{12}</c>.</summary>
    public string? TargetId { get; set; }

    /// <summary>Target type, required.</summary>
    public TargetType? TargetType { get; set; }

    /// <summary>Permission set ARN, required. 10 to 1224 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:sso:::permissionSet/(sso)?ins-[a-zA-Z0-9-.]{16}/ps-[a-zA-Z0-9-./]{16}</c>.</summary>
    public string? PermissionSetArn { get; set; }

    /// <summary>Principal type, required.</summary>
    public PrincipalType? PrincipalType { get; set; }

    /// <summary>Principal ID, required. 1 to 47 characters. Pattern: <c>([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}</c>.</summary>
    public string? PrincipalId { get; set; }
}

/// <summary>What <see cref="IAmazonSSOAdmin.CreateAccountAssignmentAsync"/> answers.</summary>
public sealed class CreateAccountAssignmentResponse : AmazonWebServiceResponse
{
    /// <summary>Account assignment creation status.</summary>
    public AccountAssignmentOperationStatus? AccountAssignmentCreationStatus { get; set; }
}
