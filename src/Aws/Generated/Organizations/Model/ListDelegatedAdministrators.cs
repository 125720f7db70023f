// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.Organizations.Model;

/// <summary>What <see cref="IAmazonOrganizations.ListDelegatedAdministratorsAsync"/> asks.</summary>
public sealed class ListDelegatedAdministratorsRequest : AmazonOrganizationsRequest
{
    /// <summary>Service principal. 1 to 128 characters. Pattern: <c>[\w+=,.@-]*</c>.</summary>
    public string? ServicePrincipal { get; set; }

    /// <summary>Next token. At most 100000 characters. Pattern: <c>[\s\S]*</c>.</summary>
    public string? NextToken { get; set; }

    /// <summary>Max results. 1 to 20.</summary>
    public int? MaxResults { get; set; }
}

/// <summary>What <see cref="IAmazonOrganizations.ListDelegatedAdministratorsAsync"/> answers.</summary>
public sealed class ListDelegatedAdministratorsResponse : AmazonWebServiceResponse
{
    /// <summary>Delegated administrators.</summary>
    public List<DelegatedAdministrator>? DelegatedAdministrators { get; set; }

    /// <summary>Next token. At most 100000 characters. Pattern: <c>[\s\S]*</c>.</summary>
    public string? NextToken { get; set; }
}
