namespace IdentityCenterOperator.Reconciliation;

/// <summary>The reason of a condition: a stable word that alerts and scripts may rely on. <see cref="Reasons.Remedy"/> says what to do.</summary>
public enum Reason
{
    /// <summary>AWS is as declared.</summary>
    Synced,

    /// <summary>Changes are under way.</summary>
    Progressing,

    /// <summary>The resource carries the paused annotation.</summary>
    Paused,

    /// <summary>The spec breaks a rule of the resource or of AWS.</summary>
    InvalidSpec,

    /// <summary>AWS differs from the spec and the resource is only observed.</summary>
    Drifted,

    /// <summary>A change waits for its approval annotation.</summary>
    PendingApproval,

    /// <summary>AWS already has a thing of that name, and the adoption policy does not let it be taken over.</summary>
    AlreadyExists,

    /// <summary>Another resource or cluster owns the thing in AWS.</summary>
    AlreadyManaged,

    /// <summary>AWS denied a call.</summary>
    AccessDenied,

    /// <summary>The permission set that is referred to does not exist.</summary>
    PermissionSetNotFound,

    /// <summary>The permission set that is referred to is not ready.</summary>
    PermissionSetNotReady,

    /// <summary>The permission set may not be used from this namespace.</summary>
    NamespaceNotAllowed,

    /// <summary>A user or group does not exist in the identity store.</summary>
    PrincipalNotFound,

    /// <summary>An account or organizational unit does not exist in the organization.</summary>
    AccountNotFound,

    /// <summary>One object asks for more assignments than it may.</summary>
    TooManyAssignments,

    /// <summary>An AWS quota is used up.</summary>
    QuotaExceeded,

    /// <summary>A customer-managed policy is missing in an account.</summary>
    MissingCustomerManagedPolicy,

    /// <summary>The organization's management account cannot be managed from here.</summary>
    ManagementAccountUnreachable,

    /// <summary>AWS has accepted a permission set but could not bring it to accounts.</summary>
    ProvisioningFailed,

    /// <summary>AWS refuses the deletion.</summary>
    DeletionBlocked,

    /// <summary>AWS has refused an assignment or its revocation.</summary>
    AssignmentFailed,

    /// <summary>The access has not begun yet.</summary>
    Scheduled,

    /// <summary>The access has ended, as declared.</summary>
    Expired,

    /// <summary>More would be revoked than the deletion guard allows.</summary>
    GuardTripped,

    /// <summary>A permission set that is to be deleted is still assigned.</summary>
    StillAssigned,

    /// <summary>The Identity Center instance belongs to a single account.</summary>
    NotOrganizationInstance,

    /// <summary>No Identity Center instance is visible, or not the one that was named.</summary>
    InstanceNotFound,

    /// <summary>Several Identity Center instances are visible and none was named.</summary>
    SeveralInstances,

    /// <summary>The Identity Center instance is another one than what is recorded in the cluster is about.</summary>
    InstanceChanged,

    /// <summary>The operator runs against a Region that is not the instance's primary one.</summary>
    WrongRegion,

    /// <summary>The instance has permission sets switched off.</summary>
    PermissionSetsDisabled,

    /// <summary>AWS cannot use the key that encrypts the instance, or the key does not allow what was asked.</summary>
    EncryptionKeyNotReady,

    /// <summary>The Region is the instance's primary one.</summary>
    PrimaryRegion,

    /// <summary>AWS does not replicate an instance to or from such a Region.</summary>
    RegionNotSupported,

    /// <summary>The replica of the instance's key is missing in the Region, or is not enabled there.</summary>
    ReplicaKeyNotReady,

    /// <summary>AWS refuses to add or remove the Region.</summary>
    RegionRefused,

    /// <summary>Another Region is being added or removed.</summary>
    RegionBusy,

    /// <summary>Replication to a Region takes longer than allowed.</summary>
    ReplicationTimedOut,

    /// <summary>What was assigned cannot be read from, or written into, AccessRecords.</summary>
    RecordsUnavailable,

    /// <summary>An AccountAssignment is gone and left its access in AWS, as it said that it would.</summary>
    Retained,

    /// <summary>An AccountAssignment is gone without having said what is to become of its access in AWS.</summary>
    Abandoned,

    /// <summary>AWS asks to slow down.</summary>
    Throttled,

    /// <summary>AWS cannot be reached or answers with an error of its own.</summary>
    AwsUnavailable,

    /// <summary>Something that the operator has no name for went wrong.</summary>
    UnexpectedError,
}
