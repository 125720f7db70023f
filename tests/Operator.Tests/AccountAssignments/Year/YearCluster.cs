using System.Text;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using Testing;

namespace Operator.Tests.AccountAssignments.Year;

/// <summary>The AccountAssignments of the year, in a namespace that the operator trusts.</summary>
internal sealed class YearCluster(ControlPlane plane, string @namespace)
{
    private static readonly ResourceDefinition<AccountAssignment> Kind = AccountAssignment.Definition;

    /// <summary>Declares an assignment, or gives another spec to the one that is there.</summary>
    public async Task ApplyAsync(string name, JsonObject spec)
    {
        if (await plane.Admin.GetAsync((ResourceDefinition)Kind, new(@namespace, name)) is null)
        {
            var created = new JsonObject
            {
                ["apiVersion"] = Kind.ApiVersion,
                ["kind"] = Kind.Kind,
                ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = @namespace },
                ["spec"] = spec,
            };
            await plane.Admin.CreateAsync((ResourceDefinition)Kind, @namespace, Utf8(created));
        }
        else
        {
            var patch = new JsonArray(new JsonObject { ["op"] = "replace", ["path"] = "/spec", ["value"] = spec });
            await plane.Admin.PatchAsync(Kind, new(@namespace, name), new Patch.Json(Utf8(patch)));
        }
    }

    public Task DeleteAsync(string name) => plane.Admin.DeleteAsync(Kind, new(@namespace, name));

    /// <summary>Names of all, with whether each is Ready for its present spec.</summary>
    public async Task<IReadOnlyDictionary<string, bool>> ReadyAsync() =>
        (await plane.Admin.ListAsync(Kind, new() { Namespace = @namespace })).Items.Select(item => JsonNode.Parse(item.Span)!).ToDictionary(item => (string)item["metadata"]!["name"]!, IsReady);

    private static bool IsReady(JsonNode item) =>
        item["metadata"]!["deletionTimestamp"] is null
        && (item["status"]?["conditions"] as JsonArray ?? []).Any(condition =>
            (string?)condition!["type"] == "Ready" && (string?)condition["status"] == "True" && (long?)condition["observedGeneration"] == (long)item["metadata"]!["generation"]!);

    private static byte[] Utf8(JsonNode json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
