// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.SSOAdmin.Model;

/// <summary>What <see cref="IAmazonSSOAdmin.ListAccountAssignmentsAsync"/> asks.</summary>
public sealed class ListAccountAssignmentsRequest : AmazonSSOAdminRequest
{
    /// <summary>Instance ARN, required. 10 to 1224 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:sso:::instance/(sso)?ins-[a-zA-Z0-9-.]{16}</c>.</summary>
    public string? InstanceArn { get; set; }

    /// <summary>Account ID, required. Exactly 12 characters. Pattern: <c>\d{12}</c>.</summary>
    public string? AccountId { get; set; }

    /// <summary>Permission set ARN, required. 10 to 1224 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:sso:::permissionSet/(sso)?ins-[a-zA-Z0-9-.]{16}/ps-[a-zA-Z0-9-./]{16}</c>.</summary>
    public string? PermissionSetArn { get; set; }

    /// <summary>Max results. 1 to 100.</summary>
    public int? MaxResults { get; set; }

    /// <summary>Next token. At most 2048 characters. Pattern: <c>[-a-zA-Z0-9+=/_]*</c>.</summary>
    public string? NextToken { get; set; }
}

/// <summary>What <see cref="IAmazonSSOAdmin.ListAccountAssignmentsAsync"/> answers.</summary>
public sealed class ListAccountAssignmentsResponse : AmazonWebServiceResponse
{
    /// <summary>Account assignments.</summary>
    public List<AccountAssignment>? AccountAssignments { get; set; }

    /// <summary>Next token. At most 2048 characters. Pattern: <c>[-a-zA-Z0-9+=/_]*</c>.</summary>
    public string? NextToken { get; set; }
}
