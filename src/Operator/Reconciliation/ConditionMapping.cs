using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>Between conditions as plain values and as Kubernetes has them.</summary>
public static class ConditionMapping
{
    /// <summary>For status.</summary>
    public static IReadOnlyList<Condition> ToKubernetes(this IEnumerable<ConditionState> conditions) => [.. conditions.Select(condition => new Condition
    {
        Type = condition.Type,
        Status = condition.Status.ToString(),
        ObservedGeneration = condition.ObservedGeneration,
        LastTransitionTime = condition.LastTransitionTime,
        Reason = condition.Reason,
        Message = condition.Message,
    })];

    /// <summary>From status; a status word that Kubernetes does not have is read as Unknown.</summary>
    public static IReadOnlyList<ConditionState> FromKubernetes(this IEnumerable<Condition>? conditions) => [.. (conditions ?? []).Select(condition => new ConditionState(
        condition.Type,
        condition.Status switch { "True" => ConditionStatus.True, "False" => ConditionStatus.False, _ => ConditionStatus.Unknown },
        condition.Reason,
        condition.Message,
        condition.ObservedGeneration,
        condition.LastTransitionTime))];
}
