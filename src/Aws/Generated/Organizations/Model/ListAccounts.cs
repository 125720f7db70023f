// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.Organizations.Model;

/// <summary>What <see cref="IAmazonOrganizations.ListAccountsAsync"/> asks.</summary>
public sealed class ListAccountsRequest : AmazonOrganizationsRequest
{
    /// <summary>Next token. At most 100000 characters. Pattern: <c>[\s\S]*</c>.</summary>
    public string? NextToken { get; set; }

    /// <summary>Max results. 1 to 20.</summary>
    public int? MaxResults { get; set; }
}

/// <summary>What <see cref="IAmazonOrganizations.ListAccountsAsync"/> answers.</summary>
public sealed class ListAccountsResponse : AmazonWebServiceResponse
{
    /// <summary>Accounts.</summary>
    public List<Account>? Accounts { get; set; }

    /// <summary>Next token. At most 100000 characters. Pattern: <c>[\s\S]*</c>.</summary>
    public string? NextToken { get; set; }
}
