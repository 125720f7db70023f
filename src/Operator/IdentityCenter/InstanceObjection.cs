using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>Why the instance cannot be managed from here: nothing is written while it holds.</summary>
/// <param name="Reason">Stable reason for the condition.</param>
/// <param name="Message">A sentence with the remedy.</param>
internal sealed record InstanceObjection(Reason Reason, string Message)
{
    /// <summary>What stands against managing permission sets and assignments of this instance; null when nothing does. What is not known is no objection.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="facts">What AWS says of it; null when that is not known.</param>
    /// <param name="administration">What AWS says of the organization; null when that is not known.</param>
    public static InstanceObjection? To(Instance instance, InstanceFacts? facts, AdministrationFacts? administration) => (facts, administration) switch
    {
        (_, { HasOrganization: false }) => new(
            Reason.NotOrganizationInstance,
            $"The account of the instance {instance.Arn} is in no organization: such an instance has neither permission sets nor assignments. Enable Identity Center in the organization's "
            + "management account, and run the operator with an identity of it or of its delegated administrator."),
        (_, { ManagementAccountId: { } management }) when management != instance.OwnerAccountId => new(
            Reason.NotOrganizationInstance,
            $"The instance {instance.Arn} is an account instance of account {instance.OwnerAccountId}, which has neither permission sets nor assignments: run the operator with an identity of "
            + $"the management account {management} or of its delegated administrator, or name the organization's instance in spec.instanceArn of IdentityCenter default."),
        ({ PermissionSetsEnabled: false }, _) => new(
            Reason.PermissionSetsDisabled,
            "The instance has permission sets switched off: enable them in its settings (sso:UpdateInstance); AWS does not let that be undone."),
        ({ Status: not (null or "ACTIVE") }, _) => new(Reason.InstanceNotFound, $"AWS says that the instance {instance.Arn} is {facts.Status}: it can be managed once it is ACTIVE."),
        _ => null,
    };
}

/// <summary>The instance cannot be told or cannot be managed, and nothing is done until it can.</summary>
/// <param name="reason">Stable reason for the condition.</param>
/// <param name="message">A sentence with the remedy.</param>
internal sealed class InstanceNotFoundException(Reason reason, string message) : Exception(message)
{
    /// <summary>Stable reason for the condition.</summary>
    public Reason Reason => reason;

    /// <summary>The same as a value.</summary>
    public InstanceObjection Objection => new(reason, Message);
}
