// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.SSOAdmin.Model;

/// <summary>Account assignment for principal.</summary>
public sealed class AccountAssignmentForPrincipal
{
    /// <summary>Account ID. Exactly 12 characters. Pattern: <c>\d{12}</c>.</summary>
    public string? AccountId { get; set; }

    /// <summary>Permission set ARN. 10 to 1224 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:sso:::permissionSet/(sso)?ins-[a-zA-Z0-9-.]{16}/ps-[a-zA-Z0-9-./]{16}</c>.</summary>
    public string? PermissionSetArn { get; set; }

    /// <summary>Principal ID. 1 to 47 characters. Pattern: <c>([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}</c>.</summary>
    public string? PrincipalId { get; set; }

    /// <summary>Principal type.</summary>
    public PrincipalType? PrincipalType { get; set; }
}
