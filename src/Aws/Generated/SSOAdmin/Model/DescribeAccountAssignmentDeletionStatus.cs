// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.SSOAdmin.Model;

/// <summary>What <see cref="IAmazonSSOAdmin.DescribeAccountAssignmentDeletionStatusAsync"/> asks.</summary>
public sealed class DescribeAccountAssignmentDeletionStatusRequest : AmazonSSOAdminRequest
{
    /// <summary>Instance ARN, required. 10 to 1224 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:sso:::instance/(sso)?ins-[a-zA-Z0-9-.]{16}</c>.</summary>
    public string? InstanceArn { get; set; }

    /// <summary>Account assignment deletion request ID, required. Exactly 36 characters. Pattern: <c>\b[0-9a-f]{8}\b-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-\b[0-9a-f]{12}\b</c>.</summary>
    public string? AccountAssignmentDeletionRequestId { get; set; }
}

/// <summary>What <see cref="IAmazonSSOAdmin.DescribeAccountAssignmentDeletionStatusAsync"/> answers.</summary>
public sealed class DescribeAccountAssignmentDeletionStatusResponse : AmazonWebServiceResponse
{
    /// <summary>Account assignment deletion status.</summary>
    public AccountAssignmentOperationStatus? AccountAssignmentDeletionStatus { get; set; }
}
