// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.SSOAdmin.Model;

/// <summary>Operation status filter.</summary>
public sealed class OperationStatusFilter
{
    /// <summary>Status.</summary>
    public StatusValues? Status { get; set; }
}
