// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.Organizations.Model;

/// <summary>Policy type summary.</summary>
public sealed class PolicyTypeSummary
{
    /// <summary>Type.</summary>
    public PolicyType? Type { get; set; }

    /// <summary>Status.</summary>
    public PolicyTypeStatus? Status { get; set; }
}
