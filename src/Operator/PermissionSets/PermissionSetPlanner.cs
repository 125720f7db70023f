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

    private const int MostRefused = 3;

    // Beside accounts that are not active so many are provisioned one by one, a few at a time.
    private const int MostBesideInactive = 20;

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
        { ProvisionedAccounts: { Count: > 0 } accounts } when rules.Leftover is not Leftover.ToBeTried => rules.Leftover switch
        {
            Leftover.None => new PermissionSetPlan.Wait(Reason.StillAssigned, StillAssigned(rules.AssignedAccounts ?? accounts, rules)),
            Leftover.Awaited => new PermissionSetPlan.Wait(Reason.Progressing, $"Nobody is assigned any more, and AWS still has the permission set in {Named.Accounts(accounts, rules.AccountNameOf)}: waiting until it has taken it away, which takes minutes at most."),
            _ => new PermissionSetPlan.Wait(Reason.DeletionBlocked, NotTakenAway(accounts, rules)),
        },
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
        var create = Creation(want, rules);
        return rules.Management is ManagementPolicy.Observe ? OnlyObserved(create)
            : PartialEdits.Resting(create, rules.Refused) is { Count: > 0 } refused ? Refused(refused, waiting: 0)
            : Do(create);
    }

    private static ValueList<PermissionSetStep> Creation(PermissionSetState want, PermissionSetRules rules) => [new Create(want.Name, want.Details, TagsOf(want, rules))];

    private static PermissionSetPlan Change(PermissionSetState want, ObservedPermissionSet have, PermissionSetRules rules)
    {
        var all = Edits(want, have, rules);
        var edits = PartialEdits.Possible(all, have.State, rules.Refused);
        var refused = PartialEdits.Resting(all, rules.Refused);
        var provision = Provision(edits, have, rules);
        return rules switch
        {
            _ when edits.Count + provision.Count == 0 && !have.IsProvisioning => refused.Count > 0 ? Refused(refused, all.Count - refused.Count) : Settled(want, have, rules),
            { Management: ManagementPolicy.Observe } => OnlyObserved([.. edits, .. provision]),
            _ when have.IsProvisioning => new PermissionSetPlan.Wait(Reason.Progressing, "AWS is provisioning the permission set to accounts."),
            { Provisioning: ProvisioningPolicy.Automatic } => Do([.. edits, .. provision]),
            _ when edits.Count > 0 => Do([.. edits]),
            _ => ProvisionOnceApproved(want, have, provision, rules),
        };
    }

    /// <summary>What AWS refused of what is declared, and is not to be tried now.</summary>
    internal static ValueList<RefusedStep> Resting(PermissionSetState? desired, ObservedPermissionSet? observed, PermissionSetRules rules) => (desired, observed) switch
    {
        (null, _) => [],
        ({ } want, null) => PartialEdits.Resting(Creation(want, rules), rules.Refused),
        ({ } want, { } have) => PartialEdits.Resting(Edits(want, have, rules), rules.Refused),
    };

    /// <summary>The steps that are left of a plan, in their order, once AWS has refused one of it.</summary>
    /// <param name="desired">What is declared.</param>
    /// <param name="observed">What AWS had before the first step of the plan; null for nothing.</param>
    /// <param name="rules">What may be done, with what was refused.</param>
    /// <param name="tried">Steps that were taken or refused already.</param>
    internal static ValueList<PermissionSetStep> Left(PermissionSetState desired, ObservedPermissionSet? observed, PermissionSetRules rules, IReadOnlyCollection<PermissionSetStep> tried) =>
        Plan(desired, observed, rules) is PermissionSetPlan.Do left ? [.. left.Steps.Where(step => !tried.Contains(step))] : [];

    private static PermissionSetPlan Refused(ValueList<RefusedStep> refused, int waiting)
    {
        var first = refused.FirstOrDefault(each => each.NeedsSomebody) ?? refused[0];
        return first.NeedsSomebody
            ? new PermissionSetPlan.Refuse(first.Reason, $"{Words(refused)} {Besides(waiting)} It is tried again every 5 minutes, and at once after an edit.")
            : new PermissionSetPlan.Wait(first.Reason, $"{Words(refused)} {Besides(waiting)}");
    }

    // What is refused is told first, since nothing else needs anybody.
    private static string Words(ValueList<RefusedStep> refused) =>
        string.Join(' ', refused.OrderByDescending(each => each.NeedsSomebody).Take(MostRefused).Select(each => each.Message)) + (refused.Count > MostRefused ? $" And {refused.Count - MostRefused} more." : "");

    private static string Besides(int waiting) => waiting switch
    {
        0 => "All else is in AWS as declared.",
        1 => "What it would give waits until then: 1 step.",
        _ => $"What it would give waits until then: {waiting} steps.",
    };

    private static ValueList<PermissionSetStep> Edits(PermissionSetState want, ObservedPermissionSet have, PermissionSetRules rules) =>
    [
        .. PermissionSetEdits.OfTags(TagsOf(want, rules), have.State.Tags, rules.ManagedTagKeys),
        .. PermissionSetEdits.OfDetails(want, have.State),
        .. PermissionSetEdits.OfPermissions(want, have.State),
    ];

    // However many parts change, accounts are provisioned once. Tags and a description never reach an account.
    private static ValueList<PermissionSetStep> Provision(ValueList<PermissionSetStep> edits, ObservedPermissionSet have, PermissionSetRules rules)
    {
        var changes = edits.Any(step => PartialEdits.ReachesAccounts(step, have.State));
        var active = have.ProvisionedAccounts.Where(id => !rules.InactiveAccounts.ContainsKey(id)).ToList();
        var due = have.OutdatedAccounts.Where(id => !rules.RestingAccounts.ContainsKey(id) && !rules.InactiveAccounts.ContainsKey(id)).ToList();
        return (changes, active.Count, due.Count) switch
        {
            (_, 0, _) or (false, _, 0) => [],
            (false, var all, var outdated) when rules.FleetFailed || (outdated <= FewAccounts && outdated * 3 <= all) || IsFewBesideInactive(active, have) => OneByOne(due, rules),
            // A request for all fails where one account is closed.
            (true, _, _) when IsFewBesideInactive(active, have) && !active.Exists(rules.RestingAccounts.ContainsKey) => OneByOne(active, rules),
            _ => [new ProvisionAllAccounts()],
        };
    }

    private static bool IsFewBesideInactive(List<string> active, ObservedPermissionSet have) => active.Count <= MostBesideInactive && active.Count < have.ProvisionedAccounts.Count;

    private static ValueList<PermissionSetStep> OneByOne(List<string> accounts, PermissionSetRules rules) =>
        accounts.Take(FewAccounts).Select(PermissionSetStep (id) => new ProvisionAccount(id) { Name = rules.AccountNameOf(id) }).ToValueList();

    private static PermissionSetPlan Settled(PermissionSetState want, ObservedPermissionSet have, PermissionSetRules rules)
    {
        var skipped = rules.Skipped(have);
        return have.OutdatedAccounts.Where(id => !skipped.ContainsKey(id)).ToList() switch
        {
            [] => new PermissionSetPlan.Nothing(),
            var behind when behind.TrueForAll(rules.LackingPolicies.Contains) => new PermissionSetPlan.Refuse(
                Reason.MissingCustomerManagedPolicy, $"{PolicyFields(want, rules.RestingAccounts.GetValueOrDefault(behind[0]))}: {Behind(behind, have, rules)} Each is tried again every 5 minutes at first."),
            var behind => new PermissionSetPlan.Wait(Reason.ProvisioningFailed, Behind(behind, have, rules)),
        };
    }

    private static string Behind(List<string> behind, ObservedPermissionSet have, PermissionSetRules rules) =>
        $"{behind.Count} of {have.ProvisionedAccounts.Count} accounts could not be updated and are tried again. In {Named.Account(behind[0], rules.AccountNameOf(behind[0]))}: {rules.RestingAccounts.GetValueOrDefault(behind[0])}";

    // AWS names the policy by its ARN in the account.
    private static string PolicyFields(PermissionSetState want, string? said)
    {
        string[] fields =
        [
            .. want.CustomerManagedPolicies.Where(IsNamed).Select(each => $"spec.customerManagedPolicies[{each}]"),
            .. want.Boundary is Boundary.CustomerManaged boundary && IsNamed(boundary.Policy) ? ["spec.permissionsBoundary"] : Array.Empty<string>(),
        ];
        return fields.Length == 0 ? "spec.customerManagedPolicies or spec.permissionsBoundary" : string.Join(" and ", fields);
        bool IsNamed(CustomerManagedPolicy policy) => said?.Contains($":policy{policy}", StringComparison.Ordinal) == true;
    }

    private static PermissionSetPlan ProvisionOnceApproved(
        PermissionSetState want, ObservedPermissionSet have, ValueList<PermissionSetStep> provision, PermissionSetRules rules)
    {
        var refused = Resting(want, have, rules);
        var hash = ContentHash(Reached(want, have, rules), have.Arn);
        var name = rules.Approval.NameOf(hash);
        return rules.ApprovedContent == hash || rules.Approval.Approves(name)
            ? new PermissionSetPlan.Do(provision)
            : new PermissionSetPlan.Withhold(
                Reason.PendingApproval,
                $"{have.OutdatedAccounts.Count - rules.Skipped(have).Count} of {have.ProvisionedAccounts.Count} accounts have an older version and spec.provisioning is Manual: "
                + $"set the annotation identitycenter.dev/approve to {name} to provision them. {rules.Approval.Objection(name)}".TrimEnd() + (refused.Count == 0 ? "" : $" {Words(refused)}"),
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
        var hash = ContentHash(Reached(desired, observed, rules), observed.Arn);
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

    // What AWS refuses does not reach accounts: they receive what is there.
    private static PermissionSetState Reached(PermissionSetState want, ObservedPermissionSet have, PermissionSetRules rules)
    {
        var edits = Edits(want, have, rules);
        return rules.Refused.Any(each => edits.Contains(each.Step)) ? have.State : want;
    }

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

    private static string NotTakenAway(ValueSet<string> accounts, PermissionSetRules rules)
    {
        var inactive = accounts.Where(rules.InactiveAccounts.ContainsKey).Select(id => rules.InactiveAccounts[id]).ToList();
        var why = inactive.Count == 0 ? "" : $" Not active, so that AWS takes nothing away there: {FirstOf(inactive)}.";
        return $"Nobody is assigned any more, but AWS still has the permission set in {Named.Accounts(accounts, rules.AccountNameOf)} and refuses to delete it.{why} It is tried again every 5 minutes. To have AWS take it away, assign it "
            + "there to a group without members and revoke that again; or set spec.deletionPolicy to Retain to let the object go and leave the permission set in AWS.";
    }

    private static string StillAssigned(ValueSet<string> accounts, PermissionSetRules rules)
    {
        var by = rules.Holders.Count == 0 ? "" : $" by {FirstOf(rules.Holders)}";
        return $"Still assigned in {Named.Accounts(accounts, rules.AccountNameOf)}{by}: delete these assignments, or set spec.deletionPolicy to Retain.";
    }

    private static string FirstOf(IReadOnlyCollection<string> names) => string.Join(", ", names.Take(5)) + (names.Count > 5 ? $" and {names.Count - 5} more" : "");
}
