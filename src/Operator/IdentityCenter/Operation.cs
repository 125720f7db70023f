namespace IdentityCenterOperator.IdentityCenter;

/// <summary>The asynchronous operations of IAM Identity Center.</summary>
internal enum OperationKind
{
    /// <summary>ProvisionPermissionSet.</summary>
    Provisioning,

    /// <summary>CreateAccountAssignment.</summary>
    Creation,

    /// <summary>DeleteAccountAssignment.</summary>
    Deletion,
}

/// <summary>An operation that AWS accepted.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="RequestId">AWS's id of it.</param>
/// <param name="StartedAt">When it was accepted, or first heard of.</param>
internal sealed record Operation(OperationKind Kind, string RequestId, DateTimeOffset StartedAt);

/// <summary>How an operation stands.</summary>
internal abstract record OperationStatus
{
    private OperationStatus()
    {
    }

    /// <summary>AWS works on it.</summary>
    public sealed record InProgress : OperationStatus;

    /// <summary>AWS did it.</summary>
    public sealed record Succeeded : OperationStatus;

    /// <summary>AWS could not do it.</summary>
    /// <param name="FailureReason">AWS's words.</param>
    public sealed record Failed(string FailureReason) : OperationStatus;

    /// <summary>AWS does not know it (any more): only what exists can tell how it ended.</summary>
    public sealed record Forgotten : OperationStatus;
}
