namespace LocalIdentityCenter.State;

/// <summary>What an asynchronous operation does.</summary>
internal enum OperationKind { CreateAssignment, DeleteAssignment, Provision }

/// <summary>Spelled as on the wire.</summary>
internal enum OperationStatus { IN_PROGRESS, FAILED, SUCCEEDED }

/// <summary>An asynchronous operation and what its Describe…Status answers.</summary>
internal sealed class AsyncOperation
{
    /// <summary>A lower-case UUID.</summary>
    public required string RequestId { get; init; }

    /// <summary>Grows with each operation: their order, and the key of their pages.</summary>
    public long Number { get; set; }

    public required string InstanceArn { get; init; }

    public required OperationKind Kind { get; init; }

    public required string PermissionSetId { get; init; }

    public required string PermissionSetArn { get; init; }

    public required DateTimeOffset CreatedDate { get; init; }

    /// <summary>The account; null for a provisioning to all accounts.</summary>
    public string? AccountId { get; init; }

    /// <summary>Who; null for a provisioning.</summary>
    public Principal? Principal { get; init; }

    /// <summary>The version of the set when the request came: what a provisioning brings to the accounts.</summary>
    public long Version { get; init; }

    /// <summary>Accounts not done yet.</summary>
    public int Remaining { get; set; }

    public OperationStatus Status { get; set; }

    public string? FailureReason { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>A fault asked for: the operation ends FAILED with this reason, without effect.</summary>
    public string? FailWith { get; init; }

    /// <summary>A fault asked for: the operation does not end until it is released.</summary>
    public bool Stuck { get; set; }
}
