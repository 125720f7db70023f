namespace LocalIdentityCenter.State;

/// <summary>The work of one operation in one account. Without an operation: the removal of a role nobody needs any more.</summary>
/// <remarks><c>Sequence</c> is the order in which steps were asked for.</remarks>
internal sealed record LaneStep(long Sequence, string InstanceArn, string AccountId, string PermissionSetId, string? RequestId)
{
    /// <summary>When the work is done; null while it waits in its lane or is stuck.</summary>
    public DateTimeOffset? Due { get; set; }
}
