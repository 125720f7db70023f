using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>Conditions between the form that is decided on and the form that is stored.</summary>
internal static class ConditionMapping
{
    // metav1.Condition admits no longer message, and an API server would refuse the whole status.
    private const int LongestMessage = 32768;

    /// <summary>As stored.</summary>
    public static Condition ToStored(ConditionState condition) => new()
    {
        Type = condition.Type,
        Status = condition.Status.ToString(),
        ObservedGeneration = condition.ObservedGeneration,
        // metav1.Time has whole seconds: what is written must come back as it was, or each write would differ from the one before.
        LastTransitionTime = WholeSeconds(condition.LastTransitionTime),
        Reason = condition.Reason,
        Message = condition.Message.Length <= LongestMessage ? condition.Message : Quoted.Beginning(condition.Message, LongestMessage - 1) + "…",
    };

    /// <summary>As decided on. A status that is none of the three counts as unknown.</summary>
    public static ConditionState FromStored(Condition condition) => new(
        condition.Type,
        Enum.TryParse<ConditionStatus>(condition.Status, out var status) ? status : ConditionStatus.Unknown,
        condition.Reason,
        condition.Message,
        condition.ObservedGeneration,
        condition.LastTransitionTime);

    /// <summary>Whether a resource is not ready for this reason.</summary>
    public static bool IsFor(IReadOnlyList<Condition>? conditions, Reason reason) =>
        conditions?.Any(condition => condition.Type == Conditions.Ready && condition.Reason == reason.ToString()) == true;

    /// <summary>The time without fractions of a second, as Kubernetes writes it.</summary>
    public static DateTimeOffset WholeSeconds(DateTimeOffset time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), time.Offset);
}
