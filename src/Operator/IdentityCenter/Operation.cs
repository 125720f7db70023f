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

/// <summary>What an operation is about. Two operations about the same thing would do the same work twice.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="PermissionSetArn">The permission set.</param>
/// <param name="AccountId">The account; null for a provisioning to all that have the set.</param>
/// <param name="Principal">Who is assigned; null for a provisioning.</param>
internal sealed record OperationSubject(OperationKind Kind, string PermissionSetArn, string? AccountId = null, Principal? Principal = null);

/// <summary>An operation that AWS accepted.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="RequestId">AWS's id of it.</param>
/// <param name="StartedAt">When it was accepted, or first heard of.</param>
internal sealed record Operation(OperationKind Kind, string RequestId, DateTimeOffset StartedAt);

/// <summary>What AWS says of an operation.</summary>
/// <param name="Status">How it stands.</param>
/// <param name="Subject">What it is about; null where AWS does not know the operation.</param>
internal sealed record OperationDetails(OperationStatus Status, OperationSubject? Subject);

/// <summary>How an operation stands.</summary>
internal abstract record OperationStatus
{
    private OperationStatus()
    {
    }

    /// <summary>Names of the statuses that an operation ends with.</summary>
    public static IReadOnlyList<string> Ends { get; } = [nameof(Succeeded), nameof(Failed), nameof(Forgotten), nameof(TimedOut)];

    /// <summary>AWS works on it.</summary>
    public sealed record InProgress : OperationStatus;

    /// <summary>AWS did it.</summary>
    public sealed record Succeeded : OperationStatus;

    /// <summary>AWS could not do it.</summary>
    /// <param name="FailureReason">AWS's words.</param>
    public sealed record Failed(string FailureReason) : OperationStatus;

    /// <summary>AWS does not know it (any more): only what exists can tell how it ended.</summary>
    public sealed record Forgotten : OperationStatus;

    /// <summary>AWS still works on it, longer than it ever should. It is not waited for any more.</summary>
    /// <param name="After">How long it was waited for.</param>
    public sealed record TimedOut(TimeSpan After) : OperationStatus;
}
