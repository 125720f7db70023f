// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.Organizations.Model;

/// <summary>What <see cref="IAmazonOrganizations.DescribeOrganizationalUnitAsync"/> asks.</summary>
public sealed class DescribeOrganizationalUnitRequest : AmazonOrganizationsRequest
{
    /// <summary>Organizational unit ID, required. At most 68 characters. Pattern: <c>^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$</c>.</summary>
    public string? OrganizationalUnitId { get; set; }
}

/// <summary>What <see cref="IAmazonOrganizations.DescribeOrganizationalUnitAsync"/> answers.</summary>
public sealed class DescribeOrganizationalUnitResponse : AmazonWebServiceResponse
{
    /// <summary>Organizational unit.</summary>
    public OrganizationalUnit? OrganizationalUnit { get; set; }
}
