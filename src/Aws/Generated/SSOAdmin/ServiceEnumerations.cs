// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime;

namespace Amazon.SSOAdmin;

/// <summary>Access denied exception reason; may hold values that are newer than this client.</summary>
public sealed class AccessDeniedExceptionReason : ConstantClass
{
    /// <summary><c>KMS_AccessDeniedException</c></summary>
    public static readonly AccessDeniedExceptionReason KMS_AccessDeniedException = new("KMS_AccessDeniedException");

    /// <summary>A value by its name on the wire.</summary>
    public AccessDeniedExceptionReason(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static AccessDeniedExceptionReason? FindValue(string? value) => FindValue<AccessDeniedExceptionReason>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator AccessDeniedExceptionReason?(string? value) => FindValue(value);
}

/// <summary>Instance access control attribute configuration status; may hold values that are newer than this client.</summary>
public sealed class InstanceAccessControlAttributeConfigurationStatus : ConstantClass
{
    /// <summary><c>ENABLED</c></summary>
    public static readonly InstanceAccessControlAttributeConfigurationStatus ENABLED = new("ENABLED");

    /// <summary><c>CREATION_IN_PROGRESS</c></summary>
    public static readonly InstanceAccessControlAttributeConfigurationStatus CREATION_IN_PROGRESS = new("CREATION_IN_PROGRESS");

    /// <summary><c>CREATION_FAILED</c></summary>
    public static readonly InstanceAccessControlAttributeConfigurationStatus CREATION_FAILED = new("CREATION_FAILED");

    /// <summary>A value by its name on the wire.</summary>
    public InstanceAccessControlAttributeConfigurationStatus(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static InstanceAccessControlAttributeConfigurationStatus? FindValue(string? value) => FindValue<InstanceAccessControlAttributeConfigurationStatus>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator InstanceAccessControlAttributeConfigurationStatus?(string? value) => FindValue(value);
}

/// <summary>Instance status; may hold values that are newer than this client.</summary>
public sealed class InstanceStatus : ConstantClass
{
    /// <summary><c>CREATE_IN_PROGRESS</c></summary>
    public static readonly InstanceStatus CREATE_IN_PROGRESS = new("CREATE_IN_PROGRESS");

    /// <summary><c>CREATE_FAILED</c></summary>
    public static readonly InstanceStatus CREATE_FAILED = new("CREATE_FAILED");

    /// <summary><c>DELETE_IN_PROGRESS</c></summary>
    public static readonly InstanceStatus DELETE_IN_PROGRESS = new("DELETE_IN_PROGRESS");

    /// <summary><c>ACTIVE</c></summary>
    public static readonly InstanceStatus ACTIVE = new("ACTIVE");

    /// <summary>A value by its name on the wire.</summary>
    public InstanceStatus(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static InstanceStatus? FindValue(string? value) => FindValue<InstanceStatus>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator InstanceStatus?(string? value) => FindValue(value);
}

/// <summary>KMS key status; may hold values that are newer than this client.</summary>
public sealed class KmsKeyStatus : ConstantClass
{
    /// <summary><c>UPDATING</c></summary>
    public static readonly KmsKeyStatus UPDATING = new("UPDATING");

    /// <summary><c>ENABLED</c></summary>
    public static readonly KmsKeyStatus ENABLED = new("ENABLED");

    /// <summary><c>UPDATE_FAILED</c></summary>
    public static readonly KmsKeyStatus UPDATE_FAILED = new("UPDATE_FAILED");

    /// <summary>A value by its name on the wire.</summary>
    public KmsKeyStatus(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static KmsKeyStatus? FindValue(string? value) => FindValue<KmsKeyStatus>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator KmsKeyStatus?(string? value) => FindValue(value);
}

/// <summary>KMS key type; may hold values that are newer than this client.</summary>
public sealed class KmsKeyType : ConstantClass
{
    /// <summary><c>AWS_OWNED_KMS_KEY</c></summary>
    public static readonly KmsKeyType AWS_OWNED_KMS_KEY = new("AWS_OWNED_KMS_KEY");

    /// <summary><c>CUSTOMER_MANAGED_KEY</c></summary>
    public static readonly KmsKeyType CUSTOMER_MANAGED_KEY = new("CUSTOMER_MANAGED_KEY");

    /// <summary>A value by its name on the wire.</summary>
    public KmsKeyType(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static KmsKeyType? FindValue(string? value) => FindValue<KmsKeyType>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator KmsKeyType?(string? value) => FindValue(value);
}

/// <summary>Principal type; may hold values that are newer than this client.</summary>
public sealed class PrincipalType : ConstantClass
{
    /// <summary><c>USER</c></summary>
    public static readonly PrincipalType USER = new("USER");

    /// <summary><c>GROUP</c></summary>
    public static readonly PrincipalType GROUP = new("GROUP");

    /// <summary>A value by its name on the wire.</summary>
    public PrincipalType(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static PrincipalType? FindValue(string? value) => FindValue<PrincipalType>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator PrincipalType?(string? value) => FindValue(value);
}

/// <summary>Provision target type; may hold values that are newer than this client.</summary>
public sealed class ProvisionTargetType : ConstantClass
{
    /// <summary><c>AWS_ACCOUNT</c></summary>
    public static readonly ProvisionTargetType AWS_ACCOUNT = new("AWS_ACCOUNT");

    /// <summary><c>ALL_PROVISIONED_ACCOUNTS</c></summary>
    public static readonly ProvisionTargetType ALL_PROVISIONED_ACCOUNTS = new("ALL_PROVISIONED_ACCOUNTS");

    /// <summary>A value by its name on the wire.</summary>
    public ProvisionTargetType(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static ProvisionTargetType? FindValue(string? value) => FindValue<ProvisionTargetType>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator ProvisionTargetType?(string? value) => FindValue(value);
}

/// <summary>Provisioning status; may hold values that are newer than this client.</summary>
public sealed class ProvisioningStatus : ConstantClass
{
    /// <summary><c>LATEST_PERMISSION_SET_PROVISIONED</c></summary>
    public static readonly ProvisioningStatus LATEST_PERMISSION_SET_PROVISIONED = new("LATEST_PERMISSION_SET_PROVISIONED");

    /// <summary><c>LATEST_PERMISSION_SET_NOT_PROVISIONED</c></summary>
    public static readonly ProvisioningStatus LATEST_PERMISSION_SET_NOT_PROVISIONED = new("LATEST_PERMISSION_SET_NOT_PROVISIONED");

    /// <summary>A value by its name on the wire.</summary>
    public ProvisioningStatus(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static ProvisioningStatus? FindValue(string? value) => FindValue<ProvisioningStatus>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator ProvisioningStatus?(string? value) => FindValue(value);
}

/// <summary>Region status; may hold values that are newer than this client.</summary>
public sealed class RegionStatus : ConstantClass
{
    /// <summary><c>ACTIVE</c></summary>
    public static readonly RegionStatus ACTIVE = new("ACTIVE");

    /// <summary><c>ADDING</c></summary>
    public static readonly RegionStatus ADDING = new("ADDING");

    /// <summary><c>REMOVING</c></summary>
    public static readonly RegionStatus REMOVING = new("REMOVING");

    /// <summary>A value by its name on the wire.</summary>
    public RegionStatus(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static RegionStatus? FindValue(string? value) => FindValue<RegionStatus>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator RegionStatus?(string? value) => FindValue(value);
}

/// <summary>Resource not found exception reason; may hold values that are newer than this client.</summary>
public sealed class ResourceNotFoundExceptionReason : ConstantClass
{
    /// <summary><c>KMS_NotFoundException</c></summary>
    public static readonly ResourceNotFoundExceptionReason KMS_NotFoundException = new("KMS_NotFoundException");

    /// <summary>A value by its name on the wire.</summary>
    public ResourceNotFoundExceptionReason(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static ResourceNotFoundExceptionReason? FindValue(string? value) => FindValue<ResourceNotFoundExceptionReason>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator ResourceNotFoundExceptionReason?(string? value) => FindValue(value);
}

/// <summary>Status values; may hold values that are newer than this client.</summary>
public sealed class StatusValues : ConstantClass
{
    /// <summary><c>IN_PROGRESS</c></summary>
    public static readonly StatusValues IN_PROGRESS = new("IN_PROGRESS");

    /// <summary><c>FAILED</c></summary>
    public static readonly StatusValues FAILED = new("FAILED");

    /// <summary><c>SUCCEEDED</c></summary>
    public static readonly StatusValues SUCCEEDED = new("SUCCEEDED");

    /// <summary>A value by its name on the wire.</summary>
    public StatusValues(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static StatusValues? FindValue(string? value) => FindValue<StatusValues>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator StatusValues?(string? value) => FindValue(value);
}

/// <summary>Target type; may hold values that are newer than this client.</summary>
public sealed class TargetType : ConstantClass
{
    /// <summary><c>AWS_ACCOUNT</c></summary>
    public static readonly TargetType AWS_ACCOUNT = new("AWS_ACCOUNT");

    /// <summary>A value by its name on the wire.</summary>
    public TargetType(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static TargetType? FindValue(string? value) => FindValue<TargetType>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator TargetType?(string? value) => FindValue(value);
}

/// <summary>Throttling exception reason; may hold values that are newer than this client.</summary>
public sealed class ThrottlingExceptionReason : ConstantClass
{
    /// <summary><c>KMS_ThrottlingException</c></summary>
    public static readonly ThrottlingExceptionReason KMS_ThrottlingException = new("KMS_ThrottlingException");

    /// <summary>A value by its name on the wire.</summary>
    public ThrottlingExceptionReason(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static ThrottlingExceptionReason? FindValue(string? value) => FindValue<ThrottlingExceptionReason>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator ThrottlingExceptionReason?(string? value) => FindValue(value);
}

/// <summary>Validation exception reason; may hold values that are newer than this client.</summary>
public sealed class ValidationExceptionReason : ConstantClass
{
    /// <summary><c>KMS_InvalidKeyUsageException</c></summary>
    public static readonly ValidationExceptionReason KMS_InvalidKeyUsageException = new("KMS_InvalidKeyUsageException");

    /// <summary><c>KMS_InvalidStateException</c></summary>
    public static readonly ValidationExceptionReason KMS_InvalidStateException = new("KMS_InvalidStateException");

    /// <summary><c>KMS_DisabledException</c></summary>
    public static readonly ValidationExceptionReason KMS_DisabledException = new("KMS_DisabledException");

    /// <summary>A value by its name on the wire.</summary>
    public ValidationExceptionReason(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static ValidationExceptionReason? FindValue(string? value) => FindValue<ValidationExceptionReason>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator ValidationExceptionReason?(string? value) => FindValue(value);
}
