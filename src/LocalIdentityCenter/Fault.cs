namespace LocalIdentityCenter;

/// <summary>Something that shall go wrong, and for which calls. All conditions that are set must hold.</summary>
public sealed record Fault
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>Name of the operation; <c>*</c> stands for any characters. Default: every operation. A service may come first: <c>organizations:*</c>.</summary>
    public string Operation { get; init; } = "*";

    /// <summary>Only this access key's calls.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>Only calls whose body contains this text: an account, an ARN.</summary>
    public string? Containing { get; init; }

    /// <summary>Only the nth matching call, counted from 1 since the fault was added.</summary>
    public int? Nth { get; init; }

    /// <summary>How often the fault happens at most. Default: without end.</summary>
    public int? Times { get; init; }

    /// <summary>The share of matching calls, 0 to 1. Default: all of them.</summary>
    public double Share { get; init; } = 1;

    /// <summary>The error code of <see cref="FaultKind.Error"/>.</summary>
    public string? Code { get; init; }

    /// <summary>The message of an error, or the failure reason of an operation.</summary>
    public string? Message { get; init; }

    /// <summary>The member <c>Reason</c> of an error: <c>KMS_NotFoundException</c> for sso-admin, <c>KMS_KEY_NOT_FOUND</c> for identitystore, for example.</summary>
    public string? Reason { get; init; }

    /// <summary>The member <c>ResourceType</c> of an error of identitystore: what was not found.</summary>
    public string? ResourceType { get; init; }

    /// <summary>The member <c>ResourceId</c> of an error of identitystore: which one was not found.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The HTTP status of <see cref="FaultKind.Error"/>. Default 500.</summary>
    public int Status { get; init; } = 500;

    /// <summary>How long the answer is held back, for <see cref="FaultKind.Slow"/> and <see cref="FaultKind.Hang"/>.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>How many items of a list are left, for <see cref="FaultKind.Shorten"/>. Default: none.</summary>
    public int Keep { get; init; }
}
