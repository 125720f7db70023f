// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.Organizations.Model;

/// <summary>What <see cref="IAmazonOrganizations.DescribeAccountAsync"/> asks.</summary>
public sealed class DescribeAccountRequest : AmazonOrganizationsRequest
{
    /// <summary>Account ID, required. At most 12 characters. Pattern: <c>^\d{12}$</c>.</summary>
    public string? AccountId { get; set; }
}

/// <summary>What <see cref="IAmazonOrganizations.DescribeAccountAsync"/> answers.</summary>
public sealed class DescribeAccountResponse : AmazonWebServiceResponse
{
    /// <summary>Account.</summary>
    public Account? Account { get; set; }
}
