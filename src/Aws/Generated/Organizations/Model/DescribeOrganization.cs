// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.Organizations.Model;

/// <summary>What <see cref="IAmazonOrganizations.DescribeOrganizationAsync"/> asks.</summary>
public sealed class DescribeOrganizationRequest : AmazonOrganizationsRequest
{
}

/// <summary>What <see cref="IAmazonOrganizations.DescribeOrganizationAsync"/> answers.</summary>
public sealed class DescribeOrganizationResponse : AmazonWebServiceResponse
{
    /// <summary>Organization.</summary>
    public Organization? Organization { get; set; }
}
