// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.SSOAdmin.Model;

/// <summary>What <see cref="IAmazonSSOAdmin.DescribeRegionAsync"/> asks.</summary>
public sealed class DescribeRegionRequest : AmazonSSOAdminRequest
{
    /// <summary>Instance ARN, required. 10 to 1224 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:sso:::instance/(sso)?ins-[a-zA-Z0-9-.]{16}</c>.</summary>
    public string? InstanceArn { get; set; }

    /// <summary>Region name, required. 1 to 32 characters. Pattern: <c>([a-z]+-){2,3}\d</c>.</summary>
    public string? RegionName { get; set; }
}

/// <summary>What <see cref="IAmazonSSOAdmin.DescribeRegionAsync"/> answers.</summary>
public sealed class DescribeRegionResponse : AmazonWebServiceResponse
{
    /// <summary>Region name. 1 to 32 characters. Pattern: <c>([a-z]+-){2,3}\d</c>.</summary>
    public string? RegionName { get; set; }

    /// <summary>Status.</summary>
    public RegionStatus? Status { get; set; }

    /// <summary>Added date.</summary>
    public DateTime? AddedDate { get; set; }

    /// <summary>Is primary region.</summary>
    public bool? IsPrimaryRegion { get; set; }
}
