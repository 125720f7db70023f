using System.Globalization;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.ReplicaRegions.ReplicaRegionStep;
using ReplicaRegionPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.ReplicaRegions.ReplicaRegionStep>;

namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>Decides what to do about one Region of the instance. Deletion is planning toward nothing. The primary Region is never touched.</summary>
public static class ReplicaRegionPlanner
{
    /// <summary>Plans from what is to what is wanted: at most one request, and none while AWS is at work on any Region.</summary>
    /// <param name="desired">What is declared; null when the object is being deleted.</param>
    /// <param name="observed">What AWS has. Unknown is not empty: do not plan then.</param>
    /// <param name="rules">What may be done.</param>
    public static ReplicaRegionPlan Plan(ReplicaRegionState? desired, ObservedInstance observed, ReplicaRegionRules rules)
    {
        ArgumentNullException.ThrowIfNull(observed);
        ArgumentNullException.ThrowIfNull(rules);
        var region = observed.Find(rules.Region);
        return (desired, region) switch
        {
            (null, { IsPrimary: true }) => new ReplicaRegionPlan.Nothing(),
            (null, _) when !rules.MayRemove => new ReplicaRegionPlan.Nothing(),
            (null, null) => Gone(rules),
            (null, { } have) => ToRemove(have, observed, rules),
            (_, { IsPrimary: true }) => new ReplicaRegionPlan.Refuse(Reason.PrimaryRegion, Preflight.IsPrimary(rules.Region)),
            _ when rules.ClaimedBy is { } other => Claimed(rules.Region, other),
            (_, null) => ToAdd(observed, rules),
            (_, { } have) => Keep(have, rules),
        };
    }

    /// <summary>
    /// Whether the Region is the object's own after a pass: once it asked for it, or found it there. Only what is its own is ever removed for it.
    /// </summary>
    public static bool Owns(ReplicaRegionPlan plan, ReplicaRegionState? desired, ObservedInstance observed, ReplicaRegionRules rules)
    {
        ArgumentNullException.ThrowIfNull(observed);
        ArgumentNullException.ThrowIfNull(rules);
        return rules.IsOwned || (desired is not null && rules.Management is ManagementPolicy.Enforce && (plan, observed.Find(rules.Region)) switch
        {
            (ReplicaRegionPlan.Do { Steps: [Add] }, _) => true,
            (_, { IsPrimary: false, Status: ObservedRegionStatus.Active or ObservedRegionStatus.Adding }) => rules.ClaimedBy is null,
            _ => false,
        });
    }

    private static ReplicaRegionPlan Keep(ObservedRegion have, ReplicaRegionRules rules) => (have.Status, rules.Management) switch
    {
        (ObservedRegionStatus.Active, _) => new ReplicaRegionPlan.Nothing(),
        (ObservedRegionStatus.Removing, ManagementPolicy.Observe) => OnlyObserved(rules),
        _ => UnderWay(have, rules, afterwards: have.Status is ObservedRegionStatus.Removing ? " It is added again after that." : ""),
    };

    private static ReplicaRegionPlan ToAdd(ObservedInstance observed, ReplicaRegionRules rules) => rules switch
    {
        { Management: ManagementPolicy.Observe } => OnlyObserved(rules),
        { Workflow: { } asked } => JustAsked($"AWS was asked at {Time(asked.StartedAt)} to add Region {rules.Region}, and does not list it yet."),
        _ when rules.Preflight.FirstOrDefault(check => check.Result is PreflightResult.Failed) is { } failed => new ReplicaRegionPlan.Refuse(failed.Reason, failed.Message),
        _ => InTurn(new Add(rules.Region), observed, rules),
    };

    private static ReplicaRegionPlan Gone(ReplicaRegionRules rules) => rules.Workflow is { } asked
        ? JustAsked($"AWS was asked at {Time(asked.StartedAt)} to add Region {rules.Region}, and does not list it yet. It is removed once AWS does.")
        : new ReplicaRegionPlan.Nothing();

    private static ReplicaRegionPlan ToRemove(ObservedRegion have, ObservedInstance observed, ReplicaRegionRules rules) => (have.Status, rules.Workflow) switch
    {
        (ObservedRegionStatus.Active, { } asked) => JustAsked($"AWS was asked at {Time(asked.StartedAt)} to remove Region {rules.Region}, and has not begun yet."),
        (ObservedRegionStatus.Active, null) => InTurn(new Remove(rules.Region), observed, rules),
        (ObservedRegionStatus.Removing, _) => UnderWay(have, rules, afterwards: ""),
        _ => UnderWay(have, rules, afterwards: " It can be removed only after that."),
    };

    private static ReplicaRegionPlan InTurn(ReplicaRegionStep step, ObservedInstance observed, ReplicaRegionRules rules) => (observed.Busy, rules.Ahead) switch
    {
        ({ } busy, _) => new ReplicaRegionPlan.Wait(
            Reason.RegionBusy, $"AWS adds or removes one Region at a time, and is {Doing(busy)} Region {busy.Name}. Waiting for the turn to {step.Summary}."),
        (null, { } other) => new ReplicaRegionPlan.Wait(
            Reason.RegionBusy, $"AWS adds or removes one Region at a time, and ReplicaRegion {Quoted.Text(other)} has waited longer. Waiting for the turn to {step.Summary}."),
        (null, null) => new ReplicaRegionPlan.Do([step]),
    };

    private static ReplicaRegionPlan UnderWay(ObservedRegion have, ReplicaRegionRules rules, string afterwards)
    {
        var since = rules.Workflow is { } workflow ? $" since {Time(workflow.StartedAt)}" : "";
        return rules.IsLate
            ? new ReplicaRegionPlan.Refuse(
                Reason.ReplicationTimedOut,
                $"AWS has been {Doing(have)} Region {have.Name}{since}, longer than spec.timeout allows, and reports no failure of its own: check status.nextSteps, then ask AWS "
                + "Support. The operator goes on watching.")
            : new ReplicaRegionPlan.Wait(
                have.Status is ObservedRegionStatus.Removing && afterwards.Length > 0 ? Reason.RegionBusy : Reason.Progressing, $"AWS is {Doing(have)} Region {have.Name}{since}.{afterwards}");
    }

    private static ReplicaRegionPlan.Wait JustAsked(string message) => new(Reason.Progressing, message);

    private static ReplicaRegionPlan.Withhold OnlyObserved(ReplicaRegionRules rules)
    {
        ValueList<ReplicaRegionStep> steps = [new Add(rules.Region)];
        return new(
            Reason.Drifted,
            $"The instance is not replicated to {rules.Region} and spec.managementPolicy is Observe: set it to Enforce to let status.plan be carried out.",
            steps,
            Fingerprint.Of(steps.Select(step => step.Summary)));
    }

    private static ReplicaRegionPlan.Refuse Claimed(string region, string other) => new(
        Reason.AlreadyManaged, $"Region {region} belongs to the older ReplicaRegion {Quoted.Text(other)}: delete one of the two.");

    private static string Doing(ObservedRegion region) => region.Status switch
    {
        ObservedRegionStatus.Adding => "adding",
        ObservedRegionStatus.Removing => "removing",
        _ => "doing something that the operator does not know with",
    };

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
