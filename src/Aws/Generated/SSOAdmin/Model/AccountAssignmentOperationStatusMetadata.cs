// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.SSOAdmin.Model;

/// <summary>Account assignment operation status metadata.</summary>
public sealed class AccountAssignmentOperationStatusMetadata
{
    /// <summary>Status.</summary>
    public StatusValues? Status { get; set; }

    /// <summary>Request ID. Exactly 36 characters. Pattern: <c>\b[0-9a-f]{8}\b-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-\b[0-9a-f]{12}\b</c>.</summary>
    public string? RequestId { get; set; }

    /// <summary>Created date.</summary>
    public DateTime? CreatedDate { get; set; }
}
