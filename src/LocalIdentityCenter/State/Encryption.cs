namespace LocalIdentityCenter.State;

/// <summary>How an instance is encrypted at rest; a null key is one that AWS owns.</summary>
internal sealed class Encryption
{
    public string? KeyArn { get; init; }

    /// <summary>ENABLED, UPDATING or UPDATE_FAILED.</summary>
    public string Status { get; set; } = "ENABLED";

    public string? StatusReason { get; set; }

    /// <summary>When an update in progress ends.</summary>
    public DateTimeOffset? Due { get; set; }
}
