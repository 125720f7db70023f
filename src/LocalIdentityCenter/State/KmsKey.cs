namespace LocalIdentityCenter.State;

/// <summary>A key in one Region: a single-Region key, a multi-Region primary, or one of its replicas.</summary>
internal sealed class KmsKey
{
    public required string Arn { get; init; }

    public string? Description { get; init; }

    /// <summary>As KMS spells it: Enabled, Disabled, PendingDeletion, …</summary>
    public string State { get; set; } = "Enabled";

    /// <summary>ENCRYPT_DECRYPT, or a usage that cannot encrypt an instance.</summary>
    public string Usage { get; init; } = "ENCRYPT_DECRYPT";

    /// <summary>Whether the key policy lets Identity Center and Identity Store use the key.</summary>
    public bool GrantsIdentityCenter { get; set; } = true;

    /// <summary>Accounts whose callers the key policy lets use the key through Identity Center; null for every account.</summary>
    public List<string>? Accounts { get; set; }

    /// <summary>The ARN of the primary key, when this is a replica.</summary>
    public string? ReplicaOf { get; init; }

    public required DateTimeOffset CreationDate { get; init; }

    public string Region => Arn.Split(':')[3];

    public string AccountId => Arn.Split(':')[4];

    public string KeyId => Arn.Split('/')[1];

    public bool IsMultiRegion => KeyId.StartsWith("mrk-", StringComparison.Ordinal);
}
