// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.SSOAdmin.Model;

/// <summary>What <see cref="IAmazonSSOAdmin.ListAccountAssignmentsForPrincipalAsync"/> asks.</summary>
public sealed class ListAccountAssignmentsForPrincipalRequest : AmazonSSOAdminRequest
{
    /// <summary>Instance ARN, required. 10 to 1224 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:sso:::instance/(sso)?ins-[a-zA-Z0-9-.]{16}</c>.</summary>
    public string? InstanceArn { get; set; }

    /// <summary>Principal ID, required. 1 to 47 characters. Pattern: <c>([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}</c>.</summary>
    public string? PrincipalId { get; set; }

    /// <summary>Principal type, required.</summary>
    public PrincipalType? PrincipalType { get; set; }

    /// <summary>Filter.</summary>
    public ListAccountAssignmentsFilter? Filter { get; set; }

    /// <summary>Next token. At most 2048 characters. Pattern: <c>[-a-zA-Z0-9+=/_]*</c>.</summary>
    public string? NextToken { get; set; }

    /// <summary>Max results. 1 to 100.</summary>
    public int? MaxResults { get; set; }
}

/// <summary>What <see cref="IAmazonSSOAdmin.ListAccountAssignmentsForPrincipalAsync"/> answers.</summary>
public sealed class ListAccountAssignmentsForPrincipalResponse : AmazonWebServiceResponse
{
    /// <summary>Account assignments.</summary>
    public List<AccountAssignmentForPrincipal>? AccountAssignments { get; set; }

    /// <summary>Next token. At most 2048 characters. Pattern: <c>[-a-zA-Z0-9+=/_]*</c>.</summary>
    public string? NextToken { get; set; }
}
