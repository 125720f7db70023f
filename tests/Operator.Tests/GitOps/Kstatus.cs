using System.Text.Json.Nodes;

namespace Operator.Tests.GitOps;

/// <summary>
/// What kstatus makes of an object with conditions, by the rules that it documents (https://github.com/kubernetes-sigs/cli-utils/tree/master/pkg/kstatus): Flux and
/// <c>kubectl wait</c>-like tools go on at Current, give up at Failed, and wait for all else.
/// </summary>
internal static class Kstatus
{
    public static string Of(JsonObject stored) => stored switch
    {
        _ when stored["metadata"]!["deletionTimestamp"] is not null => "Terminating",
        _ when stored["status"]?["observedGeneration"] is { } observed && (long)observed != (long)stored["metadata"]!["generation"]! => "InProgress",
        _ when Is(stored, "Stalled", "True") => "Failed",
        _ when Is(stored, "Reconciling", "True") => "InProgress",
        // Without a Ready condition kstatus takes an object for Current.
        _ when Is(stored, "Ready", "True") || !Has(stored, "Ready") => "Current",
        _ => "InProgress",
    };

    private static bool Has(JsonObject stored, string type) => Conditions(stored).Any(condition => (string?)condition!["type"] == type);

    private static bool Is(JsonObject stored, string type, string status) =>
        Conditions(stored).Any(condition => (string?)condition!["type"] == type && (string?)condition["status"] == status);

    private static JsonArray Conditions(JsonObject stored) => stored["status"]?["conditions"] as JsonArray ?? [];
}
