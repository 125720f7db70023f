// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.Organizations.Model;

/// <summary>What <see cref="IAmazonOrganizations.ListTagsForResourceAsync"/> asks.</summary>
public sealed class ListTagsForResourceRequest : AmazonOrganizationsRequest
{
    /// <summary>Resource ID, required. At most 130 characters. Pattern: <c>^(r-[0-9a-z]{4,32})|(\d{12})|(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})|(^p-[0-9a-zA-Z_]{8,128})|(^rp-[0-9a-zA-Z_]{4,128})|(^rt-[0-9a-zA-Z_]{8,32})$</c>.</summary>
    public string? ResourceId { get; set; }

    /// <summary>Next token. At most 100000 characters. Pattern: <c>[\s\S]*</c>.</summary>
    public string? NextToken { get; set; }
}

/// <summary>What <see cref="IAmazonOrganizations.ListTagsForResourceAsync"/> answers.</summary>
public sealed class ListTagsForResourceResponse : AmazonWebServiceResponse
{
    /// <summary>Tags.</summary>
    public List<Tag>? Tags { get; set; }

    /// <summary>Next token. At most 100000 characters. Pattern: <c>[\s\S]*</c>.</summary>
    public string? NextToken { get; set; }
}
