// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.SSOAdmin.Model;

/// <summary>Encryption configuration details.</summary>
public sealed class EncryptionConfigurationDetails
{
    /// <summary>Key type.</summary>
    public KmsKeyType? KeyType { get; set; }

    /// <summary>KMS key ARN. 20 to 2048 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:kms:([a-z]{2,}(-[a-z0-9]+)+){1}:[0-9]{12}:key/(mrk-[a-f0-9]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})</c>.</summary>
    public string? KmsKeyArn { get; set; }

    /// <summary>Encryption status.</summary>
    public KmsKeyStatus? EncryptionStatus { get; set; }

    /// <summary>Encryption status reason. Pattern: <c>[\p{L}\p{M}\p{Z}\p{S}\p{N}\p{P}]*</c>.</summary>
    public string? EncryptionStatusReason { get; set; }
}
