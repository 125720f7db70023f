using System.Diagnostics;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>
/// Conditions as kstatus reads them (https://github.com/kubernetes-sigs/cli-utils/tree/master/pkg/kstatus): <c>Ready</c> always,
/// <c>Reconciling</c> and <c>Stalled</c> only while true. While steps are taken Ready is unknown, or stays false: the transition time of a resource that fails again and
/// again says since when it has been failing.
/// </summary>
public static class Conditions
{
    /// <summary>Type of the condition that says whether AWS is as declared.</summary>
    public const string Ready = nameof(Ready);

    /// <summary>Type of the condition that is there while the operator works or waits.</summary>
    public const string Reconciling = nameof(Reconciling);

    /// <summary>Type of the condition that is there while somebody else must act.</summary>
    public const string Stalled = nameof(Stalled);

    /// <summary>Type of the condition that is there while AWS differs from the spec.</summary>
    public const string Drifted = nameof(Drifted);

    /// <summary>All conditions of a resource after a reconcile. A transition time moves only when the status flips.</summary>
    /// <param name="outcome">What the reconcile came to.</param>
    /// <param name="findings">What was found beside it; null when nothing could be found out: what was last found then stays.</param>
    /// <param name="previous">The conditions so far.</param>
    /// <param name="generation">Generation of the spec that was reconciled.</param>
    /// <param name="now">The time.</param>
    public static ValueList<ConditionState> From(
        Outcome outcome, IReadOnlyList<Finding>? findings, IReadOnlyList<ConditionState> previous, long generation, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(previous);
        if (outcome is Outcome.Paused pause)
            return Paused(pause, previous, generation, now);
        var kept = findings is null ? previous.Where(IsFinding) : findings.Select(finding => At(finding, previous, generation, now));
        return [.. Core(outcome, previous).Select(finding => At(finding, previous, generation, now)), .. kept];
    }

    private static Finding[] Core(Outcome outcome, IReadOnlyList<ConditionState> previous) => outcome switch
    {
        Outcome.InSync o => [new(Ready, ConditionStatus.True, o.Reason, o.Message)],
        Outcome.Progressing o => NotReady(WhileProgressing(previous), Reason.Progressing, o.Message, Reconciling),
        Outcome.Waiting o => NotReady(ConditionStatus.False, o.Reason, o.Message, Reconciling),
        Outcome.Failed o => NotReady(ConditionStatus.False, o.Reason, o.Message, Reconciling),
        Outcome.Stalled o => NotReady(ConditionStatus.False, o.Reason, o.Message, Stalled),
        Outcome.Withheld o => [new(Ready, ConditionStatus.False, o.Reason, o.Message)],
        _ => throw new UnreachableException(),
    };

    // What was found not to be as declared is not unknown because it is tried again: its transition time goes on to say since when.
    private static ConditionStatus WhileProgressing(IReadOnlyList<ConditionState> previous) =>
        previous.Any(condition => condition is { Type: Ready, Status: ConditionStatus.False }) ? ConditionStatus.False : ConditionStatus.Unknown;

    private static Finding[] NotReady(ConditionStatus ready, Reason reason, string message, string because) =>
        [new(Ready, ready, reason, message), new(because, ConditionStatus.True, reason, message)];

    /// <summary>Ready keeps its value and the generation that the value is about; nothing is being done, so Reconciling goes.</summary>
    private static ValueList<ConditionState> Paused(Outcome.Paused pause, IReadOnlyList<ConditionState> previous, long generation, DateTimeOffset now)
    {
        var last = previous.FirstOrDefault(condition => condition.Type == Ready)
            ?? new ConditionState(Ready, ConditionStatus.Unknown, "", "", generation, now);
        var paused = last with { Reason = nameof(Reason.Paused), Message = pause.Message };
        return [paused, .. previous.Where(condition => condition.Type is not (Ready or Reconciling))];
    }

    private static ConditionState At(Finding finding, IReadOnlyList<ConditionState> previous, long generation, DateTimeOffset now)
    {
        var before = previous.FirstOrDefault(condition => condition.Type == finding.Type);
        var since = before?.Status == finding.Status ? before.LastTransitionTime : now;
        return new(finding.Type, finding.Status, finding.Reason.ToString(), Quoted.Line(finding.Message), generation, since);
    }

    private static bool IsFinding(ConditionState condition) => condition.Type is not (Ready or Reconciling or Stalled);
}
