using System.Diagnostics;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>What to do about each <see cref="Reason"/>.</summary>
public static class Reasons
{
    /// <summary>The remedy, in a sentence or two for the person who reads the condition.</summary>
    public static string Remedy(Reason reason) => reason switch
    {
        Reason.Synced => "Nothing to do.",
        Reason.Progressing => "Wait; the operator looks again by itself.",
        Reason.Paused => "Remove the annotation identitycenter.dev/paused to go on.",
        Reason.InvalidSpec => "Change the field that the message names; other resources are not affected.",
        Reason.Drifted => "Look at status.drift; set spec.managementPolicy to Enforce to let the operator make AWS as declared.",
        Reason.PendingApproval => "Review status.plan, then set the annotation identitycenter.dev/approve to its hash.",
        Reason.AlreadyExists => "Make the spec equal to what AWS has, or set spec.adoptionPolicy to Always, or choose another name.",
        Reason.AlreadyManaged => "Delete one of the two owners, or remove the identitycenter.dev tags in AWS if the other owner is gone.",
        Reason.AccessDenied => "Allow the action that the message names in the operator's IAM policy, or in the service control policies above it.",
        Reason.PermissionSetNotFound => "Create the PermissionSet, or correct the reference.",
        Reason.PermissionSetNotReady => "Look at the PermissionSet's own conditions.",
        Reason.NamespaceNotAllowed => "Ask the PermissionSet's owner to add the namespace to spec.assignableFrom.",
        Reason.PrincipalNotFound => "Create the user or group in the identity source and let it synchronize, or correct the name.",
        Reason.AccountNotFound => "Correct the account or organizational unit, or wait until it has joined the organization.",
        Reason.TooManyAssignments => "Split the object into several with fewer principals or targets.",
        Reason.QuotaExceeded => "Ask AWS to raise the quota that the message names, or need less of it.",
        Reason.MissingCustomerManagedPolicy => "Create the policy, with the same name and path, in each account that the message names.",
        Reason.ManagementAccountUnreachable => "Run the operator in the management account, or keep a separate permission set for it.",
        Reason.ProvisioningFailed => "Look at status.propagation.failures; the operator tries the accounts again by itself.",
        Reason.DeletionBlocked => "Remove what still uses it in AWS, or set spec.deletionPolicy to Retain.",
        Reason.AssignmentFailed => "Look at status.failures and remove the cause that it names; the operator tries again by itself.",
        Reason.Scheduled => "Nothing to do; the access begins at spec.notBefore.",
        Reason.Expired => "Delete the object, or set spec.expiresAt to a later time.",
        Reason.GuardTripped => "Review status.plan, then set the annotation identitycenter.dev/approve to its hash, or undo the change that caused it.",
        Reason.StillAssigned => "Delete the assignments of this permission set, or set spec.deletionPolicy to Retain.",
        Reason.NotOrganizationInstance => "Use an organization instance of Identity Center.",
        Reason.InstanceNotFound => "Enable Identity Center for the organization, or correct the Region, the role or spec.instanceArn of the IdentityCenter.",
        Reason.SeveralInstances => "Name the instance in spec.instanceArn of the IdentityCenter.",
        Reason.InstanceChanged => "Correct the operator's role or Region; if the other instance is meant from now on, name it in spec.instanceArn of the IdentityCenter.",
        Reason.WrongRegion => "Start the operator with AWS_REGION set to the primary Region that the message names.",
        Reason.PermissionSetsDisabled => "Enable permission sets on the instance; AWS does not let it be undone.",
        Reason.EncryptionKeyNotReady => "Do to the instance's key what the message says: allow it to the operator's role, enable it, or cancel its deletion; for a ReplicaRegion, encrypt the instance with a multi-Region key.",
        Reason.PrimaryRegion => "Name another Region; the primary one cannot be added or removed.",
        Reason.RegionNotSupported => "Name a Region that is enabled by default in every account; the primary Region must be one, too.",
        Reason.ReplicaKeyNotReady => "Replicate the instance's key to the Region that the message names, with its key policy, and enable it there.",
        Reason.RegionRefused => "Read AWS's words in the message; most likely something of status.nextSteps that no API tells is not in place yet.",
        Reason.RegionBusy => "Wait; AWS adds or removes one Region at a time.",
        Reason.ReplicationTimedOut => "Check the key's replica and its policy in that Region, then ask AWS Support.",
        Reason.Throttled => "Wait; lower spec.requestsPerSecond of the IdentityCenter if it lasts.",
        Reason.AwsUnavailable => "Wait; check the network path to AWS and the AWS Health Dashboard if it lasts.",
        Reason.UnexpectedError => "Read the operator's log around the time of the condition and report it.",
        _ => throw new UnreachableException(),
    };
}
