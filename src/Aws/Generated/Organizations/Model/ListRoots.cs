// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.Organizations.Model;

/// <summary>What <see cref="IAmazonOrganizations.ListRootsAsync"/> asks.</summary>
public sealed class ListRootsRequest : AmazonOrganizationsRequest
{
    /// <summary>Next token. At most 100000 characters. Pattern: <c>[\s\S]*</c>.</summary>
    public string? NextToken { get; set; }

    /// <summary>Max results. 1 to 20.</summary>
    public int? MaxResults { get; set; }
}

/// <summary>What <see cref="IAmazonOrganizations.ListRootsAsync"/> answers.</summary>
public sealed class ListRootsResponse : AmazonWebServiceResponse
{
    /// <summary>Roots.</summary>
    public List<Root>? Roots { get; set; }

    /// <summary>Next token. At most 100000 characters. Pattern: <c>[\s\S]*</c>.</summary>
    public string? NextToken { get; set; }
}
