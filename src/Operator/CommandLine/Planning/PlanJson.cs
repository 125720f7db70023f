using System.Text.Json.Nodes;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>A plan for programs.</summary>
internal static class PlanJson
{
    /// <summary>The document.</summary>
    public static JsonObject Of(PlanReport report) => new()
    {
        ["summary"] = report.Summary,
        ["changes"] = report.Resources.Sum(resource => resource.Steps.Count),
        ["resources"] = new JsonArray([.. report.Resources.Select(resource => (JsonNode?)Of(resource))]),
        ["notes"] = new JsonArray([.. report.Notes.Select(note => (JsonNode?)note)]),
    };

    private static JsonObject Of(ResourcePlan resource)
    {
        var json = new JsonObject
        {
            ["kind"] = resource.Kind,
            ["namespace"] = resource.Key.Namespace,
            ["name"] = resource.Key.Name,
            ["origin"] = resource.Origin.ToString(),
            ["verdict"] = resource.Verdict.ToString(),
            ["steps"] = new JsonArray([.. resource.Steps.Select(step => (JsonNode?)Of(step))]),
            ["withheld"] = new JsonArray([.. resource.Withheld.Select(step => (JsonNode?)Of(step))]),
            ["differences"] = new JsonArray([.. resource.Differences.Select(difference => (JsonNode?)Of(difference))]),
        };
        if (resource.Warnings.Count > 0)
            json["warnings"] = new JsonArray([.. resource.Warnings.Select(warning => (JsonNode?)Of(warning))]);
        if (resource.Remark is (var reason, var message))
            (json["reason"], json["message"]) = (reason.ToString(), message);
        return json;
    }

    private static JsonObject Of(SpecWarning warning) => new() { ["reason"] = warning.Reason, ["field"] = warning.Field, ["message"] = warning.Sentence };

    private static JsonObject Of(PlannedStep step)
    {
        var json = new JsonObject { ["operation"] = step.Operation, ["summary"] = step.Words };
        if (step.Access is { } access)
        {
            json["permissionSet"] = access.PermissionSet;
            json["accountId"] = access.AccountId;
            json["accountName"] = access.AccountName;
            json["principalType"] = access.PrincipalType;
            json["principalId"] = access.PrincipalId;
        }

        return json;
    }

    private static JsonObject Of(Difference difference) => new() { ["path"] = difference.Path, ["from"] = difference.Observed, ["to"] = difference.Desired };
}
