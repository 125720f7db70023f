// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.Organizations.Model;

/// <summary>What <see cref="IAmazonOrganizations.ListChildrenAsync"/> asks.</summary>
public sealed class ListChildrenRequest : AmazonOrganizationsRequest
{
    /// <summary>Parent ID, required. At most 100 characters. Pattern: <c>^(r-[0-9a-z]{4,32})|(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$</c>.</summary>
    public string? ParentId { get; set; }

    /// <summary>Child type, required.</summary>
    public ChildType? ChildType { get; set; }

    /// <summary>Next token. At most 100000 characters. Pattern: <c>[\s\S]*</c>.</summary>
    public string? NextToken { get; set; }

    /// <summary>Max results. 1 to 20.</summary>
    public int? MaxResults { get; set; }
}

/// <summary>What <see cref="IAmazonOrganizations.ListChildrenAsync"/> answers.</summary>
public sealed class ListChildrenResponse : AmazonWebServiceResponse
{
    /// <summary>Children.</summary>
    public List<Child>? Children { get; set; }

    /// <summary>Next token. At most 100000 characters. Pattern: <c>[\s\S]*</c>.</summary>
    public string? NextToken { get; set; }
}
