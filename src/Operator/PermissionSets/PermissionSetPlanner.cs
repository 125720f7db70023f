using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.PermissionSets.PermissionSetStep;
using PermissionSetPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.PermissionSets.PermissionSetStep>;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>Decides what to do about one permission set. Deletion is planning toward nothing.</summary>
public static class PermissionSetPlanner
{
    /// <summary>
    /// Up to so many outdated accounts are provisioned one by one, if they are no more than a third of all. Beyond that one request for all accounts is
    /// cheaper: AWS runs about ten requests at a time, for everybody together.
    /// </summary>
    public const int FewAccounts = 5;

    /// <summary>Plans from what is to what is wanted.</summary>
    /// <param name="desired">What is declared; null when the object is being deleted.</param>
    /// <param name="observed">What AWS has; null when it was seen to have none. Unknown is not null: do not plan then.</param>
    /// <param name="rules">What may be done.</param>
    public static PermissionSetPlan Plan(PermissionSetState? desired, ObservedPermissionSet? observed, PermissionSetRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return (desired, observed) switch
        {
            (null, null) => new PermissionSetPlan.Nothing(),
            (null, { } have) => Remove(have, rules),
            ({ } want, null) => Add(want, rules),
            ({ } want, { } have) => PermissionSetOwnership.Objection(want, have, rules) ?? Change(want, have, rules),
        };
    }

    private static PermissionSetPlan Remove(ObservedPermissionSet have, PermissionSetRules rules) => have switch
    {
        _ when rules.Management is ManagementPolicy.Observe || have.Owner != rules.Owner => new PermissionSetPlan.Nothing(),
        _ when rules.Deletion is DeletionPolicy.Retain => Do(new Untag(Owner.TagKeys)),
        { IsProvisioning: true } => new PermissionSetPlan.Wait(Reason.Progressing, "Waiting until AWS has finished provisioning the permission set."),
        { ProvisionedAccounts: { Count: > 0 } accounts } => new PermissionSetPlan.Wait(Reason.StillAssigned, StillAssigned(accounts, rules)),
        _ => DeleteOnceAllowed(have, rules),
    };

    private static PermissionSetPlan DeleteOnceAllowed(ObservedPermissionSet have, PermissionSetRules rules)
    {
        var hash = DeletionHash(have.Arn);
        var name = rules.Approval.NameOf(hash);
        var answer = rules.Room.To(1, wasHeld: rules.Approval.Shown == name);
        return answer is GuardAnswer.Passes || rules.IsAdmitted(hash) || IsDeletionApproved(have.Arn, rules)
            ? Do(new Delete())
            : new PermissionSetPlan.Withhold(Reason.GuardTripped, NotNow(name, answer, rules), [new Delete()], name);
    }

    private static string NotNow(string name, GuardAnswer answer, PermissionSetRules rules)
    {
        var why = rules.Room.IsUnknown
            ? "It is not known how many permission sets may be deleted, since the spec of IdentityCenter default breaks a rule: correct it, or"
            : "More permission sets would be deleted than spec.deletionGuard of IdentityCenter default allows:";
        var how = $"set the annotation identitycenter.dev/approve to {name} to delete this one, or set spec.deletionPolicy to Retain.";
        var wait = answer is GuardAnswer.WaitsForRoom ? " It goes by itself when there is room again." : "";
        return $"{why} {how}{wait} {rules.Approval.Objection(name)}".TrimEnd();
    }

    // Alone in its plan: the next look supplies the ARN, also when the reply of the call was lost.
    private static PermissionSetPlan Add(PermissionSetState want, PermissionSetRules rules)
    {
        if (rules is { Management: ManagementPolicy.Enforce, ClaimedBy: { } other })
            return PermissionSetOwnership.Claimed(want.Name, other);
        var create = new Create(want.Name, want.Details, TagsOf(want, rules));
        return rules.Management is ManagementPolicy.Observe ? OnlyObserved([create]) : Do(create);
    }

    private static PermissionSetPlan Change(PermissionSetState want, ObservedPermissionSet have, PermissionSetRules rules)
    {
        var edits = Edits(want, have, rules);
        var provision = Provision(want, have, rules);
        return rules switch
        {
            _ when edits.Count + provision.Count == 0 && !have.IsProvisioning => Settled(have, rules),
            { Management: ManagementPolicy.Observe } => OnlyObserved([.. edits, .. provision]),
            _ when have.IsProvisioning => new PermissionSetPlan.Wait(Reason.Progressing, "AWS is provisioning the permission set to accounts."),
            { Provisioning: ProvisioningPolicy.Automatic } => Do([.. edits, .. provision]),
            _ when edits.Count > 0 => Do([.. edits]),
            _ => ProvisionOnceApproved(want, have, provision, rules),
        };
    }

    private static ValueList<PermissionSetStep> Edits(PermissionSetState want, ObservedPermissionSet have, PermissionSetRules rules) =>
    [
        .. PermissionSetEdits.OfTags(TagsOf(want, rules), have.State.Tags, rules.ManagedTagKeys),
        .. PermissionSetEdits.OfDetails(want, have.State),
        .. PermissionSetEdits.OfPermissions(want, have.State),
    ];

    // However many parts change, accounts are provisioned once. Tags and a description never reach an account.
    private static ValueList<PermissionSetStep> Provision(PermissionSetState want, ObservedPermissionSet have, PermissionSetRules rules)
    {
        var changes = want.Details with { Description = "" } != have.State.Details with { Description = "" }
            || PermissionSetEdits.OfPermissions(want, have.State).Any();
        var due = have.OutdatedAccounts.Where(id => !rules.RestingAccounts.ContainsKey(id)).ToList();
        return (changes, have.ProvisionedAccounts.Count, due.Count) switch
        {
            (_, 0, _) or (false, _, 0) => [],
            (false, var all, var outdated) when rules.FleetFailed || (outdated <= FewAccounts && outdated * 3 <= all)
                => due.Take(FewAccounts).Select(PermissionSetStep (id) => new ProvisionAccount(id) { Name = rules.AccountNameOf(id) }).ToValueList(),
            _ => [new ProvisionAllAccounts()],
        };
    }

    private static PermissionSetPlan Settled(ObservedPermissionSet have, PermissionSetRules rules) => have.OutdatedAccounts.FirstOrDefault() is { } first
        ? new PermissionSetPlan.Wait(
            Reason.ProvisioningFailed,
            $"{have.OutdatedAccounts.Count} of {have.ProvisionedAccounts.Count} accounts could not be updated and are tried again. "
            + $"In {Named.Account(first, rules.AccountNameOf(first))}: {rules.RestingAccounts.GetValueOrDefault(first)}")
        : new PermissionSetPlan.Nothing();

    private static PermissionSetPlan ProvisionOnceApproved(
        PermissionSetState want, ObservedPermissionSet have, ValueList<PermissionSetStep> provision, PermissionSetRules rules)
    {
        var hash = ContentHash(want, have.Arn);
        var name = rules.Approval.NameOf(hash);
        return rules.ApprovedContent == hash || rules.Approval.Approves(name)
            ? new PermissionSetPlan.Do(provision)
            : new PermissionSetPlan.Withhold(
                Reason.PendingApproval,
                $"{have.OutdatedAccounts.Count} of {have.ProvisionedAccounts.Count} accounts have an older version and spec.provisioning is Manual: "
                + $"set the annotation identitycenter.dev/approve to {name} to provision them. {rules.Approval.Objection(name)}".TrimEnd(),
                provision,
                name);
    }

    /// <summary>
    /// Hash of the provisioning that is approved after a plan, for status: from the moment in which it is let through until all accounts have it or something else is
    /// declared. Null for none.
    /// </summary>
    public static string? ApprovedContent(PermissionSetPlan plan, PermissionSetState? desired, ObservedPermissionSet? observed, PermissionSetRules rules)
    {
        if (rules.Provisioning is not ProvisioningPolicy.Manual || desired is null || observed is null || plan is PermissionSetPlan.Nothing or PermissionSetPlan.Withhold or PermissionSetPlan.Refuse)
            return null;
        var hash = ContentHash(desired, observed.Arn);
        var isLetThrough = plan is PermissionSetPlan.Do act && act.Steps.Any(step => step is ProvisionAllAccounts or ProvisionAccount);
        return isLetThrough || rules.ApprovedContent == hash ? hash : null;
    }

    /// <summary>Whether somebody approved the deletion of this permission set, at the object or together with all that is held back.</summary>
    public static bool IsDeletionApproved(string arn, PermissionSetRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var name = rules.Approval.NameOf(DeletionHash(arn));
        return rules.Approval.Approves(name) || rules.IsApproved(name);
    }

    /// <summary>Names the deletion of this permission set, which an approval has to name.</summary>
    public static string DeletionHash(string arn) => Fingerprint.Of([arn, new Delete().Summary]);

    /// <summary>Names what accounts would receive, not the steps: an approval must neither outlive a change of content nor expire when an account joins.</summary>
    private static string ContentHash(PermissionSetState want, string arn)
    {
        var blank = new PermissionSetState { Name = want.Name };
        var content = PermissionSetEdits.OfPermissions(want, blank).Select(step => step.Summary).Order(StringComparer.Ordinal);
        return Fingerprint.Of([arn, new UpdateDetails(want.Details).Summary, .. content]);
    }

    private static ValueDictionary TagsOf(PermissionSetState want, PermissionSetRules rules) =>
        rules.Management is ManagementPolicy.Observe ? want.Tags : new([.. want.Tags, .. rules.Owner.Tags]);

    private static PermissionSetPlan.Withhold OnlyObserved(ValueList<PermissionSetStep> steps) => new(
        Reason.Drifted,
        "AWS differs from the spec and spec.managementPolicy is Observe: set it to Enforce to let status.plan be carried out.",
        steps,
        Fingerprint.Of(steps.Select(step => step.Summary)));

    private static PermissionSetPlan.Do Do(params ValueList<PermissionSetStep> steps) => new(steps);

    private static string StillAssigned(ValueSet<string> accounts, PermissionSetRules rules)
    {
        var by = rules.Holders.Count == 0 ? "" : $" by {FirstOf(rules.Holders)}";
        return $"Still assigned in {Named.Accounts(accounts, rules.AccountNameOf)}{by}: delete these assignments, or set spec.deletionPolicy to Retain.";
    }

    private static string FirstOf(IReadOnlyCollection<string> names) => string.Join(", ", names.Take(5)) + (names.Count > 5 ? $" and {names.Count - 5} more" : "");
}
