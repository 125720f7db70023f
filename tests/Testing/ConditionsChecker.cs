using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Testing;

/// <summary>What the conditions of any object must fulfil at any time, whatever its kind. Run it on every stored version of an object.</summary>
public static partial class ConditionsChecker
{
    /// <summary>These say that something is not as usual, and are there only while they are true.</summary>
    private static readonly string[] AbnormalTrue = ["Reconciling", "Stalled"];

    /// <summary>Throws with all that is wrong.</summary>
    /// <param name="stored">The object as stored.</param>
    /// <param name="previous">The same object's previous stored version, if any: then transition times are compared.</param>
    /// <exception cref="ExpectationException">Something is wrong.</exception>
    public static void Check(ReadOnlyMemory<byte> stored, ReadOnlyMemory<byte>? previous = null)
    {
        var problems = Problems(JsonNode.Parse(stored.Span)!, previous is { } before ? JsonNode.Parse(before.Span) : null).ToList();
        if (problems.Count > 0)
            throw new ExpectationException($"{string.Join("; ", problems)}: {System.Text.Encoding.UTF8.GetString(stored.Span)}");
    }

    /// <summary>The same, for an object that its controller has finished with: all conditions must be of its present generation, and Ready must be there.</summary>
    /// <exception cref="ExpectationException">Something is wrong.</exception>
    public static void CheckSettled(ReadOnlyMemory<byte> stored)
    {
        Check(stored);
        var entity = JsonNode.Parse(stored.Span)!;
        var generation = (long?)entity["metadata"]?["generation"] ?? 0;
        if (Conditions(entity) is not { Count: > 0 } conditions || conditions.Any(c => (long?)c["observedGeneration"] != generation))
            throw new ExpectationException($"the conditions are not of generation {generation}: {System.Text.Encoding.UTF8.GetString(stored.Span)}");
    }

    /// <summary>What is wrong, a sentence each.</summary>
    public static IEnumerable<string> Problems(JsonNode stored, JsonNode? previous = null)
    {
        var generation = (long?)stored["metadata"]?["generation"] ?? 0;
        var conditions = Conditions(stored);
        return conditions.SelectMany(c => ProblemsOf(c, generation))
            .Concat(Duplicates(conditions))
            .Concat(Contradictions(conditions))
            .Concat(Stale(conditions, (long?)stored["status"]?["observedGeneration"]))
            .Concat(conditions.SelectMany(c => Transition(c, previous is null ? null : Conditions(previous))));
    }

    private static List<JsonNode> Conditions(JsonNode entity) => [.. (entity["status"]?["conditions"] as JsonArray ?? []).OfType<JsonNode>()];

    private static IEnumerable<string> ProblemsOf(JsonNode condition, long generation)
    {
        var (type, status) = (Text(condition, "type"), Text(condition, "status"));
        if (status is not ("True" or "False" or "Unknown"))
            yield return $"{type} has status \"{status}\"";
        if (!CamelCase().IsMatch(type) || !CamelCase().IsMatch(Text(condition, "reason")))
            yield return $"{type} has a type or reason \"{Text(condition, "reason")}\" that is not CamelCase";
        if (Text(condition, "message").Length == 0)
            yield return $"{type} has no message";
        if (!DateTimeOffset.TryParse(Text(condition, "lastTransitionTime"), out _))
            yield return $"{type} has no transition time";
        if ((long?)condition["observedGeneration"] is not { } observed)
            yield return $"{type} has no observedGeneration";
        else if (observed > generation)
            yield return $"{type} is of generation {observed}, which does not exist yet";
        if (AbnormalTrue.Contains(type) && status != "True")
            yield return $"{type} is there although it is {status}";
    }

    private static IEnumerable<string> Duplicates(List<JsonNode> conditions) =>
        conditions.GroupBy(c => Text(c, "type")).Where(g => g.Count() > 1).Select(g => $"{g.Key} is there {g.Count()} times");

    private static IEnumerable<string> Contradictions(List<JsonNode> conditions)
    {
        if (conditions.Count > 0 && conditions.All(c => Text(c, "type") != "Ready"))
            yield return "there is no Ready";
        if (!conditions.Any(c => IsTrue(c, "Ready")))
            yield break;
        foreach (var type in AbnormalTrue.Where(t => conditions.Any(c => IsTrue(c, t))))
            yield return $"Ready and {type} are both true";
    }

    /// <summary>
    /// Between an edit and the next look at it, Ready is rightly still that of the old generation, and says so. What must not be is a status that claims a newer one.
    /// </summary>
    private static IEnumerable<string> Stale(List<JsonNode> conditions, long? observed) =>
        conditions.Where(c => IsTrue(c, "Ready") && observed > (long?)c["observedGeneration"])
            .Select(c => $"Ready is True for generation {c["observedGeneration"]} in a status of generation {observed}");

    private static IEnumerable<string> Transition(JsonNode condition, List<JsonNode>? previous)
    {
        var type = Text(condition, "type");
        if (previous?.FirstOrDefault(c => Text(c, "type") == type) is not { } was)
            yield break;
        var flipped = Text(was, "status") != Text(condition, "status");
        var moved = Text(was, "lastTransitionTime") != Text(condition, "lastTransitionTime");
        if (moved && !flipped)
            yield return $"{type} has another transition time although it is {Text(was, "status")} as before";
        if (string.CompareOrdinal(Text(condition, "lastTransitionTime"), Text(was, "lastTransitionTime")) < 0)
            yield return $"{type} has a transition time before the previous one";
        if ((long?)condition["observedGeneration"] < (long?)was["observedGeneration"])
            yield return $"{type} went back to an older generation";
    }

    private static bool IsTrue(JsonNode condition, string type) => Text(condition, "type") == type && Text(condition, "status") == "True";

    private static string Text(JsonNode condition, string field) => (string?)condition[field] ?? "";

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*$")]
    private static partial Regex CamelCase();
}
