// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime;

namespace Amazon.IdentityStore;

/// <summary>Access denied exception reason; may hold values that are newer than this client.</summary>
public sealed class AccessDeniedExceptionReason : ConstantClass
{
    /// <summary><c>KMS_ACCESS_DENIED</c></summary>
    public static readonly AccessDeniedExceptionReason KMS_ACCESS_DENIED = new("KMS_ACCESS_DENIED");

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

/// <summary>Conflict exception reason; may hold values that are newer than this client.</summary>
public sealed class ConflictExceptionReason : ConstantClass
{
    /// <summary><c>UNIQUENESS_CONSTRAINT_VIOLATION</c></summary>
    public static readonly ConflictExceptionReason UNIQUENESS_CONSTRAINT_VIOLATION = new("UNIQUENESS_CONSTRAINT_VIOLATION");

    /// <summary><c>CONCURRENT_MODIFICATION</c></summary>
    public static readonly ConflictExceptionReason CONCURRENT_MODIFICATION = new("CONCURRENT_MODIFICATION");

    /// <summary>A value by its name on the wire.</summary>
    public ConflictExceptionReason(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static ConflictExceptionReason? FindValue(string? value) => FindValue<ConflictExceptionReason>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator ConflictExceptionReason?(string? value) => FindValue(value);
}

/// <summary>Resource not found exception reason; may hold values that are newer than this client.</summary>
public sealed class ResourceNotFoundExceptionReason : ConstantClass
{
    /// <summary><c>KMS_KEY_NOT_FOUND</c></summary>
    public static readonly ResourceNotFoundExceptionReason KMS_KEY_NOT_FOUND = new("KMS_KEY_NOT_FOUND");

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

/// <summary>Resource type; may hold values that are newer than this client.</summary>
public sealed class ResourceType : ConstantClass
{
    /// <summary><c>GROUP</c></summary>
    public static readonly ResourceType GROUP = new("GROUP");

    /// <summary><c>USER</c></summary>
    public static readonly ResourceType USER = new("USER");

    /// <summary><c>IDENTITY_STORE</c></summary>
    public static readonly ResourceType IDENTITY_STORE = new("IDENTITY_STORE");

    /// <summary><c>GROUP_MEMBERSHIP</c></summary>
    public static readonly ResourceType GROUP_MEMBERSHIP = new("GROUP_MEMBERSHIP");

    /// <summary><c>RESOURCE_POLICY</c></summary>
    public static readonly ResourceType RESOURCE_POLICY = new("RESOURCE_POLICY");

    /// <summary>A value by its name on the wire.</summary>
    public ResourceType(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static ResourceType? FindValue(string? value) => FindValue<ResourceType>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator ResourceType?(string? value) => FindValue(value);
}

/// <summary>Throttling exception reason; may hold values that are newer than this client.</summary>
public sealed class ThrottlingExceptionReason : ConstantClass
{
    /// <summary><c>KMS_THROTTLING</c></summary>
    public static readonly ThrottlingExceptionReason KMS_THROTTLING = new("KMS_THROTTLING");

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

/// <summary>User status; may hold values that are newer than this client.</summary>
public sealed class UserStatus : ConstantClass
{
    /// <summary><c>ENABLED</c></summary>
    public static readonly UserStatus ENABLED = new("ENABLED");

    /// <summary><c>DISABLED</c></summary>
    public static readonly UserStatus DISABLED = new("DISABLED");

    /// <summary>A value by its name on the wire.</summary>
    public UserStatus(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static UserStatus? FindValue(string? value) => FindValue<UserStatus>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator UserStatus?(string? value) => FindValue(value);
}

/// <summary>Validation exception reason; may hold values that are newer than this client.</summary>
public sealed class ValidationExceptionReason : ConstantClass
{
    /// <summary><c>KMS_INVALID_ARN</c></summary>
    public static readonly ValidationExceptionReason KMS_INVALID_ARN = new("KMS_INVALID_ARN");

    /// <summary><c>KMS_INVALID_KEY_USAGE</c></summary>
    public static readonly ValidationExceptionReason KMS_INVALID_KEY_USAGE = new("KMS_INVALID_KEY_USAGE");

    /// <summary><c>KMS_INVALID_STATE</c></summary>
    public static readonly ValidationExceptionReason KMS_INVALID_STATE = new("KMS_INVALID_STATE");

    /// <summary><c>KMS_DISABLED</c></summary>
    public static readonly ValidationExceptionReason KMS_DISABLED = new("KMS_DISABLED");

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
