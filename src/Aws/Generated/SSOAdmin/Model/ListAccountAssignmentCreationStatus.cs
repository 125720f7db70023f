// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.SSOAdmin.Model;

/// <summary>What <see cref="IAmazonSSOAdmin.ListAccountAssignmentCreationStatusAsync"/> asks.</summary>
public sealed class ListAccountAssignmentCreationStatusRequest : AmazonSSOAdminRequest
{
    /// <summary>Instance ARN, required. 10 to 1224 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:sso:::instance/(sso)?ins-[a-zA-Z0-9-.]{16}</c>.</summary>
    public string? InstanceArn { get; set; }

    /// <summary>Max results. 1 to 100.</summary>
    public int? MaxResults { get; set; }

    /// <summary>Next token. At most 2048 characters. Pattern: <c>[-a-zA-Z0-9+=/_]*</c>.</summary>
    public string? NextToken { get; set; }

    /// <summary>Filter.</summary>
    public OperationStatusFilter? Filter { get; set; }
}

/// <summary>What <see cref="IAmazonSSOAdmin.ListAccountAssignmentCreationStatusAsync"/> answers.</summary>
public sealed class ListAccountAssignmentCreationStatusResponse : AmazonWebServiceResponse
{
    /// <summary>Account assignments creation status.</summary>
    public List<AccountAssignmentOperationStatusMetadata>? AccountAssignmentsCreationStatus { get; set; }

    /// <summary>Next token. At most 2048 characters. Pattern: <c>[-a-zA-Z0-9+=/_]*</c>.</summary>
    public string? NextToken { get; set; }
}
