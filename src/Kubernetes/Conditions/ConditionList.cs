using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Kubernetes.Conditions;

/// <summary>What a controller has to say of one aspect of an object, before generation and time are added.</summary>
/// <param name="Type">Type in CamelCase.</param>
/// <param name="Status">True, False or Unknown.</param>
/// <param name="Reason">Stable word in CamelCase.</param>
/// <param name="Message">A sentence for people; cut to 32,768 characters.</param>
public sealed record ConditionStatement(string Type, ConditionStatus Status, string Reason, string Message);

/// <summary>Status of a condition.</summary>
public enum ConditionStatus
{
    /// <summary>It holds.</summary>
    True,

    /// <summary>It does not hold.</summary>
    False,

    /// <summary>It is not known whether it holds.</summary>
    Unknown,
}

/// <summary>Turns what a controller says now into the list of conditions to store.</summary>
public static class ConditionList
{
    /// <summary>Longest message that <c>metav1.Condition</c> admits.</summary>
    private const int LongestMessage = 32768;

    /// <summary>
    /// The new list: one condition for each statement, in their order, all with the observed generation. The transition time moves only when the status differs from
    /// the previous one's. What is not stated is gone, which is how abnormal-true conditions (Reconciling, Stalled) end.
    /// </summary>
    /// <param name="previous">The stored conditions; null or empty at first.</param>
    /// <param name="statements">All that is to be said; each type once.</param>
    /// <param name="generation">Generation of the object that the statements are about.</param>
    /// <param name="now">The time; stored in whole seconds, as <c>metav1.Time</c> is.</param>
    public static IReadOnlyList<Condition> Merge(
        IReadOnlyList<Condition>? previous, IEnumerable<ConditionStatement> statements, long generation, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(statements);
        return [.. statements.Select(statement => new Condition
        {
            Type = statement.Type,
            Status = statement.Status.ToString(),
            ObservedGeneration = generation,
            LastTransitionTime = Find(previous, statement.Type) is { } was && was.Status == statement.Status.ToString() ? was.LastTransitionTime : WholeSeconds(now),
            Reason = statement.Reason,
            Message = statement.Message.Length <= LongestMessage ? statement.Message : statement.Message[..(LongestMessage - 1)] + "…",
        })];
    }

    /// <summary>The condition of a type; null when there is none.</summary>
    public static Condition? Find(IReadOnlyList<Condition>? conditions, string type) => conditions?.FirstOrDefault(c => c.Type == type);

    /// <summary>Whether both lists say the same, so that a write can be spared.</summary>
    public static bool Same(IReadOnlyList<Condition>? one, IReadOnlyList<Condition>? other) => (one ?? []).SequenceEqual(other ?? []);

    private static DateTimeOffset WholeSeconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
