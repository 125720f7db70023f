// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.SSOAdmin.Model;

/// <summary>Region metadata.</summary>
public sealed class RegionMetadata
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
