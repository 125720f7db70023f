// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime;

namespace Amazon.Organizations;

/// <summary>Account joined method; may hold values that are newer than this client.</summary>
public sealed class AccountJoinedMethod : ConstantClass
{
    /// <summary><c>INVITED</c></summary>
    public static readonly AccountJoinedMethod INVITED = new("INVITED");

    /// <summary><c>CREATED</c></summary>
    public static readonly AccountJoinedMethod CREATED = new("CREATED");

    /// <summary>A value by its name on the wire.</summary>
    public AccountJoinedMethod(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static AccountJoinedMethod? FindValue(string? value) => FindValue<AccountJoinedMethod>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator AccountJoinedMethod?(string? value) => FindValue(value);
}

/// <summary>Account state; may hold values that are newer than this client.</summary>
public sealed class AccountState : ConstantClass
{
    /// <summary><c>PENDING_ACTIVATION</c></summary>
    public static readonly AccountState PENDING_ACTIVATION = new("PENDING_ACTIVATION");

    /// <summary><c>ACTIVE</c></summary>
    public static readonly AccountState ACTIVE = new("ACTIVE");

    /// <summary><c>SUSPENDED</c></summary>
    public static readonly AccountState SUSPENDED = new("SUSPENDED");

    /// <summary><c>PENDING_CLOSURE</c></summary>
    public static readonly AccountState PENDING_CLOSURE = new("PENDING_CLOSURE");

    /// <summary><c>CLOSED</c></summary>
    public static readonly AccountState CLOSED = new("CLOSED");

    /// <summary>A value by its name on the wire.</summary>
    public AccountState(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static AccountState? FindValue(string? value) => FindValue<AccountState>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator AccountState?(string? value) => FindValue(value);
}

/// <summary>Account status; may hold values that are newer than this client.</summary>
public sealed class AccountStatus : ConstantClass
{
    /// <summary><c>ACTIVE</c></summary>
    public static readonly AccountStatus ACTIVE = new("ACTIVE");

    /// <summary><c>SUSPENDED</c></summary>
    public static readonly AccountStatus SUSPENDED = new("SUSPENDED");

    /// <summary><c>PENDING_CLOSURE</c></summary>
    public static readonly AccountStatus PENDING_CLOSURE = new("PENDING_CLOSURE");

    /// <summary>A value by its name on the wire.</summary>
    public AccountStatus(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static AccountStatus? FindValue(string? value) => FindValue<AccountStatus>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator AccountStatus?(string? value) => FindValue(value);
}

/// <summary>Child type; may hold values that are newer than this client.</summary>
public sealed class ChildType : ConstantClass
{
    /// <summary><c>ACCOUNT</c></summary>
    public static readonly ChildType ACCOUNT = new("ACCOUNT");

    /// <summary><c>ORGANIZATIONAL_UNIT</c></summary>
    public static readonly ChildType ORGANIZATIONAL_UNIT = new("ORGANIZATIONAL_UNIT");

    /// <summary>A value by its name on the wire.</summary>
    public ChildType(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static ChildType? FindValue(string? value) => FindValue<ChildType>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator ChildType?(string? value) => FindValue(value);
}

/// <summary>Constraint violation exception reason; may hold values that are newer than this client.</summary>
public sealed class ConstraintViolationExceptionReason : ConstantClass
{
    /// <summary><c>ACCOUNT_NUMBER_LIMIT_EXCEEDED</c></summary>
    public static readonly ConstraintViolationExceptionReason ACCOUNT_NUMBER_LIMIT_EXCEEDED = new("ACCOUNT_NUMBER_LIMIT_EXCEEDED");

    /// <summary><c>HANDSHAKE_RATE_LIMIT_EXCEEDED</c></summary>
    public static readonly ConstraintViolationExceptionReason HANDSHAKE_RATE_LIMIT_EXCEEDED = new("HANDSHAKE_RATE_LIMIT_EXCEEDED");

    /// <summary><c>OU_NUMBER_LIMIT_EXCEEDED</c></summary>
    public static readonly ConstraintViolationExceptionReason OU_NUMBER_LIMIT_EXCEEDED = new("OU_NUMBER_LIMIT_EXCEEDED");

    /// <summary><c>OU_DEPTH_LIMIT_EXCEEDED</c></summary>
    public static readonly ConstraintViolationExceptionReason OU_DEPTH_LIMIT_EXCEEDED = new("OU_DEPTH_LIMIT_EXCEEDED");

    /// <summary><c>POLICY_NUMBER_LIMIT_EXCEEDED</c></summary>
    public static readonly ConstraintViolationExceptionReason POLICY_NUMBER_LIMIT_EXCEEDED = new("POLICY_NUMBER_LIMIT_EXCEEDED");

    /// <summary><c>POLICY_CONTENT_LIMIT_EXCEEDED</c></summary>
    public static readonly ConstraintViolationExceptionReason POLICY_CONTENT_LIMIT_EXCEEDED = new("POLICY_CONTENT_LIMIT_EXCEEDED");

    /// <summary><c>MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED</c></summary>
    public static readonly ConstraintViolationExceptionReason MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED = new("MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED");

    /// <summary><c>MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED</c></summary>
    public static readonly ConstraintViolationExceptionReason MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED = new("MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED");

    /// <summary><c>ACCOUNT_CANNOT_LEAVE_ORGANIZATION</c></summary>
    public static readonly ConstraintViolationExceptionReason ACCOUNT_CANNOT_LEAVE_ORGANIZATION = new("ACCOUNT_CANNOT_LEAVE_ORGANIZATION");

    /// <summary><c>ACCOUNT_CANNOT_LEAVE_WITHOUT_EULA</c></summary>
    public static readonly ConstraintViolationExceptionReason ACCOUNT_CANNOT_LEAVE_WITHOUT_EULA = new("ACCOUNT_CANNOT_LEAVE_WITHOUT_EULA");

    /// <summary><c>ACCOUNT_CANNOT_LEAVE_WITHOUT_PHONE_VERIFICATION</c></summary>
    public static readonly ConstraintViolationExceptionReason ACCOUNT_CANNOT_LEAVE_WITHOUT_PHONE_VERIFICATION = new("ACCOUNT_CANNOT_LEAVE_WITHOUT_PHONE_VERIFICATION");

    /// <summary><c>MASTER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED</c></summary>
    public static readonly ConstraintViolationExceptionReason MASTER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED = new("MASTER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED");

    /// <summary><c>MEMBER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED</c></summary>
    public static readonly ConstraintViolationExceptionReason MEMBER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED = new("MEMBER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED");

    /// <summary><c>ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED</c></summary>
    public static readonly ConstraintViolationExceptionReason ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED = new("ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED");

    /// <summary><c>MASTER_ACCOUNT_ADDRESS_DOES_NOT_MATCH_MARKETPLACE</c></summary>
    public static readonly ConstraintViolationExceptionReason MASTER_ACCOUNT_ADDRESS_DOES_NOT_MATCH_MARKETPLACE = new("MASTER_ACCOUNT_ADDRESS_DOES_NOT_MATCH_MARKETPLACE");

    /// <summary><c>MASTER_ACCOUNT_MISSING_CONTACT_INFO</c></summary>
    public static readonly ConstraintViolationExceptionReason MASTER_ACCOUNT_MISSING_CONTACT_INFO = new("MASTER_ACCOUNT_MISSING_CONTACT_INFO");

    /// <summary><c>MASTER_ACCOUNT_NOT_GOVCLOUD_ENABLED</c></summary>
    public static readonly ConstraintViolationExceptionReason MASTER_ACCOUNT_NOT_GOVCLOUD_ENABLED = new("MASTER_ACCOUNT_NOT_GOVCLOUD_ENABLED");

    /// <summary><c>ORGANIZATION_NOT_IN_ALL_FEATURES_MODE</c></summary>
    public static readonly ConstraintViolationExceptionReason ORGANIZATION_NOT_IN_ALL_FEATURES_MODE = new("ORGANIZATION_NOT_IN_ALL_FEATURES_MODE");

    /// <summary><c>CREATE_ORGANIZATION_IN_BILLING_MODE_UNSUPPORTED_REGION</c></summary>
    public static readonly ConstraintViolationExceptionReason CREATE_ORGANIZATION_IN_BILLING_MODE_UNSUPPORTED_REGION = new("CREATE_ORGANIZATION_IN_BILLING_MODE_UNSUPPORTED_REGION");

    /// <summary><c>EMAIL_VERIFICATION_CODE_EXPIRED</c></summary>
    public static readonly ConstraintViolationExceptionReason EMAIL_VERIFICATION_CODE_EXPIRED = new("EMAIL_VERIFICATION_CODE_EXPIRED");

    /// <summary><c>WAIT_PERIOD_ACTIVE</c></summary>
    public static readonly ConstraintViolationExceptionReason WAIT_PERIOD_ACTIVE = new("WAIT_PERIOD_ACTIVE");

    /// <summary><c>MAX_TAG_LIMIT_EXCEEDED</c></summary>
    public static readonly ConstraintViolationExceptionReason MAX_TAG_LIMIT_EXCEEDED = new("MAX_TAG_LIMIT_EXCEEDED");

    /// <summary><c>TAG_POLICY_VIOLATION</c></summary>
    public static readonly ConstraintViolationExceptionReason TAG_POLICY_VIOLATION = new("TAG_POLICY_VIOLATION");

    /// <summary><c>MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED</c></summary>
    public static readonly ConstraintViolationExceptionReason MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED = new("MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED");

    /// <summary><c>CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR</c></summary>
    public static readonly ConstraintViolationExceptionReason CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR = new("CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR");

    /// <summary><c>CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG</c></summary>
    public static readonly ConstraintViolationExceptionReason CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG = new("CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG");

    /// <summary><c>DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE</c></summary>
    public static readonly ConstraintViolationExceptionReason DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE = new("DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE");

    /// <summary><c>POLICY_TYPE_ENABLED_FOR_THIS_SERVICE</c></summary>
    public static readonly ConstraintViolationExceptionReason POLICY_TYPE_ENABLED_FOR_THIS_SERVICE = new("POLICY_TYPE_ENABLED_FOR_THIS_SERVICE");

    /// <summary><c>MASTER_ACCOUNT_MISSING_BUSINESS_LICENSE</c></summary>
    public static readonly ConstraintViolationExceptionReason MASTER_ACCOUNT_MISSING_BUSINESS_LICENSE = new("MASTER_ACCOUNT_MISSING_BUSINESS_LICENSE");

    /// <summary><c>CANNOT_CLOSE_MANAGEMENT_ACCOUNT</c></summary>
    public static readonly ConstraintViolationExceptionReason CANNOT_CLOSE_MANAGEMENT_ACCOUNT = new("CANNOT_CLOSE_MANAGEMENT_ACCOUNT");

    /// <summary><c>CLOSE_ACCOUNT_QUOTA_EXCEEDED</c></summary>
    public static readonly ConstraintViolationExceptionReason CLOSE_ACCOUNT_QUOTA_EXCEEDED = new("CLOSE_ACCOUNT_QUOTA_EXCEEDED");

    /// <summary><c>CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED</c></summary>
    public static readonly ConstraintViolationExceptionReason CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED = new("CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED");

    /// <summary><c>SERVICE_ACCESS_NOT_ENABLED</c></summary>
    public static readonly ConstraintViolationExceptionReason SERVICE_ACCESS_NOT_ENABLED = new("SERVICE_ACCESS_NOT_ENABLED");

    /// <summary><c>INVALID_PAYMENT_INSTRUMENT</c></summary>
    public static readonly ConstraintViolationExceptionReason INVALID_PAYMENT_INSTRUMENT = new("INVALID_PAYMENT_INSTRUMENT");

    /// <summary><c>ACCOUNT_CREATION_NOT_COMPLETE</c></summary>
    public static readonly ConstraintViolationExceptionReason ACCOUNT_CREATION_NOT_COMPLETE = new("ACCOUNT_CREATION_NOT_COMPLETE");

    /// <summary><c>CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR</c></summary>
    public static readonly ConstraintViolationExceptionReason CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR = new("CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR");

    /// <summary><c>ALL_FEATURES_MIGRATION_ORGANIZATION_SIZE_LIMIT_EXCEEDED</c></summary>
    public static readonly ConstraintViolationExceptionReason ALL_FEATURES_MIGRATION_ORGANIZATION_SIZE_LIMIT_EXCEEDED = new("ALL_FEATURES_MIGRATION_ORGANIZATION_SIZE_LIMIT_EXCEEDED");

    /// <summary><c>RESPONSIBILITY_TRANSFER_MAX_LEVEL_VIOLATION</c></summary>
    public static readonly ConstraintViolationExceptionReason RESPONSIBILITY_TRANSFER_MAX_LEVEL_VIOLATION = new("RESPONSIBILITY_TRANSFER_MAX_LEVEL_VIOLATION");

    /// <summary><c>RESPONSIBILITY_TRANSFER_MAX_INBOUND_QUOTA_VIOLATION</c></summary>
    public static readonly ConstraintViolationExceptionReason RESPONSIBILITY_TRANSFER_MAX_INBOUND_QUOTA_VIOLATION = new("RESPONSIBILITY_TRANSFER_MAX_INBOUND_QUOTA_VIOLATION");

    /// <summary><c>RESPONSIBILITY_TRANSFER_MAX_OUTBOUND_QUOTA_VIOLATION</c></summary>
    public static readonly ConstraintViolationExceptionReason RESPONSIBILITY_TRANSFER_MAX_OUTBOUND_QUOTA_VIOLATION = new("RESPONSIBILITY_TRANSFER_MAX_OUTBOUND_QUOTA_VIOLATION");

    /// <summary><c>RESPONSIBILITY_TRANSFER_MAX_TRANSFERS_QUOTA_VIOLATION</c></summary>
    public static readonly ConstraintViolationExceptionReason RESPONSIBILITY_TRANSFER_MAX_TRANSFERS_QUOTA_VIOLATION = new("RESPONSIBILITY_TRANSFER_MAX_TRANSFERS_QUOTA_VIOLATION");

    /// <summary><c>ACTIVE_RESPONSIBILITY_TRANSFER_PROCESS</c></summary>
    public static readonly ConstraintViolationExceptionReason ACTIVE_RESPONSIBILITY_TRANSFER_PROCESS = new("ACTIVE_RESPONSIBILITY_TRANSFER_PROCESS");

    /// <summary><c>TRANSFER_RESPONSIBILITY_TARGET_DELETION_IN_PROGRESS</c></summary>
    public static readonly ConstraintViolationExceptionReason TRANSFER_RESPONSIBILITY_TARGET_DELETION_IN_PROGRESS = new("TRANSFER_RESPONSIBILITY_TARGET_DELETION_IN_PROGRESS");

    /// <summary><c>TRANSFER_RESPONSIBILITY_SOURCE_DELETION_IN_PROGRESS</c></summary>
    public static readonly ConstraintViolationExceptionReason TRANSFER_RESPONSIBILITY_SOURCE_DELETION_IN_PROGRESS = new("TRANSFER_RESPONSIBILITY_SOURCE_DELETION_IN_PROGRESS");

    /// <summary><c>UNSUPPORTED_PRICING</c></summary>
    public static readonly ConstraintViolationExceptionReason UNSUPPORTED_PRICING = new("UNSUPPORTED_PRICING");

    /// <summary><c>UNMET_BILLING_PREREQUISITE</c></summary>
    public static readonly ConstraintViolationExceptionReason UNMET_BILLING_PREREQUISITE = new("UNMET_BILLING_PREREQUISITE");

    /// <summary><c>ACCOUNT_NOT_ACTIVE_FOR_TRANSFER_RESPONSIBILITY</c></summary>
    public static readonly ConstraintViolationExceptionReason ACCOUNT_NOT_ACTIVE_FOR_TRANSFER_RESPONSIBILITY = new("ACCOUNT_NOT_ACTIVE_FOR_TRANSFER_RESPONSIBILITY");

    /// <summary><c>TRANSFER_RESPONSIBILITY_UPDATE_NOT_ALLOWED</c></summary>
    public static readonly ConstraintViolationExceptionReason TRANSFER_RESPONSIBILITY_UPDATE_NOT_ALLOWED = new("TRANSFER_RESPONSIBILITY_UPDATE_NOT_ALLOWED");

    /// <summary>A value by its name on the wire.</summary>
    public ConstraintViolationExceptionReason(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static ConstraintViolationExceptionReason? FindValue(string? value) => FindValue<ConstraintViolationExceptionReason>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator ConstraintViolationExceptionReason?(string? value) => FindValue(value);
}

/// <summary>Invalid input exception reason; may hold values that are newer than this client.</summary>
public sealed class InvalidInputExceptionReason : ConstantClass
{
    /// <summary><c>INVALID_PARTY_TYPE_TARGET</c></summary>
    public static readonly InvalidInputExceptionReason INVALID_PARTY_TYPE_TARGET = new("INVALID_PARTY_TYPE_TARGET");

    /// <summary><c>INVALID_SYNTAX_ORGANIZATION_ARN</c></summary>
    public static readonly InvalidInputExceptionReason INVALID_SYNTAX_ORGANIZATION_ARN = new("INVALID_SYNTAX_ORGANIZATION_ARN");

    /// <summary><c>INVALID_SYNTAX_POLICY_ID</c></summary>
    public static readonly InvalidInputExceptionReason INVALID_SYNTAX_POLICY_ID = new("INVALID_SYNTAX_POLICY_ID");

    /// <summary><c>INVALID_ENUM</c></summary>
    public static readonly InvalidInputExceptionReason INVALID_ENUM = new("INVALID_ENUM");

    /// <summary><c>INVALID_ENUM_POLICY_TYPE</c></summary>
    public static readonly InvalidInputExceptionReason INVALID_ENUM_POLICY_TYPE = new("INVALID_ENUM_POLICY_TYPE");

    /// <summary><c>INVALID_LIST_MEMBER</c></summary>
    public static readonly InvalidInputExceptionReason INVALID_LIST_MEMBER = new("INVALID_LIST_MEMBER");

    /// <summary><c>MAX_LENGTH_EXCEEDED</c></summary>
    public static readonly InvalidInputExceptionReason MAX_LENGTH_EXCEEDED = new("MAX_LENGTH_EXCEEDED");

    /// <summary><c>MAX_VALUE_EXCEEDED</c></summary>
    public static readonly InvalidInputExceptionReason MAX_VALUE_EXCEEDED = new("MAX_VALUE_EXCEEDED");

    /// <summary><c>MIN_LENGTH_EXCEEDED</c></summary>
    public static readonly InvalidInputExceptionReason MIN_LENGTH_EXCEEDED = new("MIN_LENGTH_EXCEEDED");

    /// <summary><c>MIN_VALUE_EXCEEDED</c></summary>
    public static readonly InvalidInputExceptionReason MIN_VALUE_EXCEEDED = new("MIN_VALUE_EXCEEDED");

    /// <summary><c>IMMUTABLE_POLICY</c></summary>
    public static readonly InvalidInputExceptionReason IMMUTABLE_POLICY = new("IMMUTABLE_POLICY");

    /// <summary><c>INVALID_PATTERN</c></summary>
    public static readonly InvalidInputExceptionReason INVALID_PATTERN = new("INVALID_PATTERN");

    /// <summary><c>INVALID_PATTERN_TARGET_ID</c></summary>
    public static readonly InvalidInputExceptionReason INVALID_PATTERN_TARGET_ID = new("INVALID_PATTERN_TARGET_ID");

    /// <summary><c>INPUT_REQUIRED</c></summary>
    public static readonly InvalidInputExceptionReason INPUT_REQUIRED = new("INPUT_REQUIRED");

    /// <summary><c>INVALID_NEXT_TOKEN</c></summary>
    public static readonly InvalidInputExceptionReason INVALID_NEXT_TOKEN = new("INVALID_NEXT_TOKEN");

    /// <summary><c>MAX_LIMIT_EXCEEDED_FILTER</c></summary>
    public static readonly InvalidInputExceptionReason MAX_LIMIT_EXCEEDED_FILTER = new("MAX_LIMIT_EXCEEDED_FILTER");

    /// <summary><c>MOVING_ACCOUNT_BETWEEN_DIFFERENT_ROOTS</c></summary>
    public static readonly InvalidInputExceptionReason MOVING_ACCOUNT_BETWEEN_DIFFERENT_ROOTS = new("MOVING_ACCOUNT_BETWEEN_DIFFERENT_ROOTS");

    /// <summary><c>INVALID_FULL_NAME_TARGET</c></summary>
    public static readonly InvalidInputExceptionReason INVALID_FULL_NAME_TARGET = new("INVALID_FULL_NAME_TARGET");

    /// <summary><c>UNRECOGNIZED_SERVICE_PRINCIPAL</c></summary>
    public static readonly InvalidInputExceptionReason UNRECOGNIZED_SERVICE_PRINCIPAL = new("UNRECOGNIZED_SERVICE_PRINCIPAL");

    /// <summary><c>INVALID_ROLE_NAME</c></summary>
    public static readonly InvalidInputExceptionReason INVALID_ROLE_NAME = new("INVALID_ROLE_NAME");

    /// <summary><c>INVALID_SYSTEM_TAGS_PARAMETER</c></summary>
    public static readonly InvalidInputExceptionReason INVALID_SYSTEM_TAGS_PARAMETER = new("INVALID_SYSTEM_TAGS_PARAMETER");

    /// <summary><c>DUPLICATE_TAG_KEY</c></summary>
    public static readonly InvalidInputExceptionReason DUPLICATE_TAG_KEY = new("DUPLICATE_TAG_KEY");

    /// <summary><c>TARGET_NOT_SUPPORTED</c></summary>
    public static readonly InvalidInputExceptionReason TARGET_NOT_SUPPORTED = new("TARGET_NOT_SUPPORTED");

    /// <summary><c>INVALID_EMAIL_ADDRESS_TARGET</c></summary>
    public static readonly InvalidInputExceptionReason INVALID_EMAIL_ADDRESS_TARGET = new("INVALID_EMAIL_ADDRESS_TARGET");

    /// <summary><c>INVALID_RESOURCE_POLICY_JSON</c></summary>
    public static readonly InvalidInputExceptionReason INVALID_RESOURCE_POLICY_JSON = new("INVALID_RESOURCE_POLICY_JSON");

    /// <summary><c>INVALID_PRINCIPAL</c></summary>
    public static readonly InvalidInputExceptionReason INVALID_PRINCIPAL = new("INVALID_PRINCIPAL");

    /// <summary><c>UNSUPPORTED_ACTION_IN_RESOURCE_POLICY</c></summary>
    public static readonly InvalidInputExceptionReason UNSUPPORTED_ACTION_IN_RESOURCE_POLICY = new("UNSUPPORTED_ACTION_IN_RESOURCE_POLICY");

    /// <summary><c>UNSUPPORTED_POLICY_TYPE_IN_RESOURCE_POLICY</c></summary>
    public static readonly InvalidInputExceptionReason UNSUPPORTED_POLICY_TYPE_IN_RESOURCE_POLICY = new("UNSUPPORTED_POLICY_TYPE_IN_RESOURCE_POLICY");

    /// <summary><c>UNSUPPORTED_RESOURCE_IN_RESOURCE_POLICY</c></summary>
    public static readonly InvalidInputExceptionReason UNSUPPORTED_RESOURCE_IN_RESOURCE_POLICY = new("UNSUPPORTED_RESOURCE_IN_RESOURCE_POLICY");

    /// <summary><c>NON_DETACHABLE_POLICY</c></summary>
    public static readonly InvalidInputExceptionReason NON_DETACHABLE_POLICY = new("NON_DETACHABLE_POLICY");

    /// <summary><c>CALLER_REQUIRED_FIELD_MISSING</c></summary>
    public static readonly InvalidInputExceptionReason CALLER_REQUIRED_FIELD_MISSING = new("CALLER_REQUIRED_FIELD_MISSING");

    /// <summary><c>UNSUPPORTED_ACTION_IN_RESPONSIBILITY_TRANSFER</c></summary>
    public static readonly InvalidInputExceptionReason UNSUPPORTED_ACTION_IN_RESPONSIBILITY_TRANSFER = new("UNSUPPORTED_ACTION_IN_RESPONSIBILITY_TRANSFER");

    /// <summary><c>START_DATE_NOT_BEGINNING_OF_MONTH</c></summary>
    public static readonly InvalidInputExceptionReason START_DATE_NOT_BEGINNING_OF_MONTH = new("START_DATE_NOT_BEGINNING_OF_MONTH");

    /// <summary><c>START_DATE_NOT_BEGINNING_OF_DAY</c></summary>
    public static readonly InvalidInputExceptionReason START_DATE_NOT_BEGINNING_OF_DAY = new("START_DATE_NOT_BEGINNING_OF_DAY");

    /// <summary><c>START_DATE_TOO_EARLY</c></summary>
    public static readonly InvalidInputExceptionReason START_DATE_TOO_EARLY = new("START_DATE_TOO_EARLY");

    /// <summary><c>START_DATE_TOO_LATE</c></summary>
    public static readonly InvalidInputExceptionReason START_DATE_TOO_LATE = new("START_DATE_TOO_LATE");

    /// <summary><c>INVALID_START_DATE</c></summary>
    public static readonly InvalidInputExceptionReason INVALID_START_DATE = new("INVALID_START_DATE");

    /// <summary><c>END_DATE_NOT_END_OF_MONTH</c></summary>
    public static readonly InvalidInputExceptionReason END_DATE_NOT_END_OF_MONTH = new("END_DATE_NOT_END_OF_MONTH");

    /// <summary><c>END_DATE_TOO_EARLY</c></summary>
    public static readonly InvalidInputExceptionReason END_DATE_TOO_EARLY = new("END_DATE_TOO_EARLY");

    /// <summary><c>END_DATE_TOO_LATE</c></summary>
    public static readonly InvalidInputExceptionReason END_DATE_TOO_LATE = new("END_DATE_TOO_LATE");

    /// <summary><c>INVALID_END_DATE</c></summary>
    public static readonly InvalidInputExceptionReason INVALID_END_DATE = new("INVALID_END_DATE");

    /// <summary>A value by its name on the wire.</summary>
    public InvalidInputExceptionReason(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static InvalidInputExceptionReason? FindValue(string? value) => FindValue<InvalidInputExceptionReason>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator InvalidInputExceptionReason?(string? value) => FindValue(value);
}

/// <summary>Organization feature set; may hold values that are newer than this client.</summary>
public sealed class OrganizationFeatureSet : ConstantClass
{
    /// <summary><c>ALL</c></summary>
    public static readonly OrganizationFeatureSet ALL = new("ALL");

    /// <summary><c>CONSOLIDATED_BILLING</c></summary>
    public static readonly OrganizationFeatureSet CONSOLIDATED_BILLING = new("CONSOLIDATED_BILLING");

    /// <summary>A value by its name on the wire.</summary>
    public OrganizationFeatureSet(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static OrganizationFeatureSet? FindValue(string? value) => FindValue<OrganizationFeatureSet>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator OrganizationFeatureSet?(string? value) => FindValue(value);
}

/// <summary>Parent type; may hold values that are newer than this client.</summary>
public sealed class ParentType : ConstantClass
{
    /// <summary><c>ROOT</c></summary>
    public static readonly ParentType ROOT = new("ROOT");

    /// <summary><c>ORGANIZATIONAL_UNIT</c></summary>
    public static readonly ParentType ORGANIZATIONAL_UNIT = new("ORGANIZATIONAL_UNIT");

    /// <summary>A value by its name on the wire.</summary>
    public ParentType(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static ParentType? FindValue(string? value) => FindValue<ParentType>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator ParentType?(string? value) => FindValue(value);
}

/// <summary>Policy type; may hold values that are newer than this client.</summary>
public sealed class PolicyType : ConstantClass
{
    /// <summary><c>SERVICE_CONTROL_POLICY</c></summary>
    public static readonly PolicyType SERVICE_CONTROL_POLICY = new("SERVICE_CONTROL_POLICY");

    /// <summary><c>RESOURCE_CONTROL_POLICY</c></summary>
    public static readonly PolicyType RESOURCE_CONTROL_POLICY = new("RESOURCE_CONTROL_POLICY");

    /// <summary><c>TAG_POLICY</c></summary>
    public static readonly PolicyType TAG_POLICY = new("TAG_POLICY");

    /// <summary><c>BACKUP_POLICY</c></summary>
    public static readonly PolicyType BACKUP_POLICY = new("BACKUP_POLICY");

    /// <summary><c>AISERVICES_OPT_OUT_POLICY</c></summary>
    public static readonly PolicyType AISERVICES_OPT_OUT_POLICY = new("AISERVICES_OPT_OUT_POLICY");

    /// <summary><c>CHATBOT_POLICY</c></summary>
    public static readonly PolicyType CHATBOT_POLICY = new("CHATBOT_POLICY");

    /// <summary><c>DECLARATIVE_POLICY_EC2</c></summary>
    public static readonly PolicyType DECLARATIVE_POLICY_EC2 = new("DECLARATIVE_POLICY_EC2");

    /// <summary><c>SECURITYHUB_POLICY</c></summary>
    public static readonly PolicyType SECURITYHUB_POLICY = new("SECURITYHUB_POLICY");

    /// <summary><c>INSPECTOR_POLICY</c></summary>
    public static readonly PolicyType INSPECTOR_POLICY = new("INSPECTOR_POLICY");

    /// <summary><c>UPGRADE_ROLLOUT_POLICY</c></summary>
    public static readonly PolicyType UPGRADE_ROLLOUT_POLICY = new("UPGRADE_ROLLOUT_POLICY");

    /// <summary><c>BEDROCK_POLICY</c></summary>
    public static readonly PolicyType BEDROCK_POLICY = new("BEDROCK_POLICY");

    /// <summary><c>S3_POLICY</c></summary>
    public static readonly PolicyType S3_POLICY = new("S3_POLICY");

    /// <summary><c>NETWORK_SECURITY_DIRECTOR_POLICY</c></summary>
    public static readonly PolicyType NETWORK_SECURITY_DIRECTOR_POLICY = new("NETWORK_SECURITY_DIRECTOR_POLICY");

    /// <summary><c>GUARDDUTY_POLICY</c></summary>
    public static readonly PolicyType GUARDDUTY_POLICY = new("GUARDDUTY_POLICY");

    /// <summary>A value by its name on the wire.</summary>
    public PolicyType(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static PolicyType? FindValue(string? value) => FindValue<PolicyType>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator PolicyType?(string? value) => FindValue(value);
}

/// <summary>Policy type status; may hold values that are newer than this client.</summary>
public sealed class PolicyTypeStatus : ConstantClass
{
    /// <summary><c>ENABLED</c></summary>
    public static readonly PolicyTypeStatus ENABLED = new("ENABLED");

    /// <summary><c>PENDING_ENABLE</c></summary>
    public static readonly PolicyTypeStatus PENDING_ENABLE = new("PENDING_ENABLE");

    /// <summary><c>PENDING_DISABLE</c></summary>
    public static readonly PolicyTypeStatus PENDING_DISABLE = new("PENDING_DISABLE");

    /// <summary>A value by its name on the wire.</summary>
    public PolicyTypeStatus(string value) : base(value)
    {
    }

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static PolicyTypeStatus? FindValue(string? value) => FindValue<PolicyTypeStatus>(value);

    /// <summary>The constant of this name, or a new value when there is none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator PolicyTypeStatus?(string? value) => FindValue(value);
}
