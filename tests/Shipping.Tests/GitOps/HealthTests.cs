using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Shipping.Tests.GitOps;

/// <summary>The health checks of config/argocd, run by the Lua interpreter on what the operator writes.</summary>
public sealed class HealthTests
{
    private static readonly JsonObject Checks = Manifest.Read("config", "argocd", "argocd-cm.yaml")[0]["data"]!.AsObject();

    private static readonly string[] KnownKinds = ["PermissionSet", "AccountAssignment", "ReplicaRegion", "IdentityCenter"];

    // The operator's own are in no application: nobody declares them.
    public static TheoryData<string> Kinds =>
        [.. KnownKinds.Union(Manifest.Read("config", "crds").Select(crd => (string)crd["spec"]!["names"]!["kind"]!)).Except(["AccessRecord"])];

    /// <summary>Generation, status as YAML, expected health, and part of the expected message.</summary>
    public static TheoryData<string, int, string, string, string> States => new()
    {
        { "new", 1, "{}", "Progressing", "not reported" },
        { "without conditions", 1, "{arn: x}", "Progressing", "not reported" },
        { "with other conditions alone", 1, "{conditions: [{type: Drifted, status: 'True', reason: Drifted}]}", "Progressing", "not reported" },
        { "ready", 2, Status(2, "'True'", "Synced"), "Healthy", "Synced: as told" },
        { "edited after it was ready", 3, Status(2, "'True'", "Synced"), "Progressing", "last change" },
        { "edited after it was stalled", 3, Status(2, "'False'", "InvalidSpec", "Stalled"), "Progressing", "last change" },
        { "ready, and drifted since", 2, Status(2, "'True'", "Synced", "Drifted"), "Healthy", "Synced" },
        { "under way", 2, Status(2, "Unknown", "Progressing", "Reconciling"), "Progressing", "Progressing: as told" },
        { "waiting for another object", 2, Status(2, "'False'", "PermissionSetNotReady", "Reconciling"), "Progressing", "PermissionSetNotReady" },
        { "waiting for a permission set that waits for a person", 2, Status(2, "'False'", "PermissionSetNotReady"), "Suspended", "PermissionSetNotReady" },
        { "failing for now", 2, Status(2, "'False'", "AwsUnavailable", "Reconciling"), "Progressing", "AwsUnavailable" },
        { "stalled", 2, Status(2, "'False'", "AccessDenied", "Stalled"), "Degraded", "AccessDenied: as told" },
        { "only observed, and drifted", 2, Status(2, "'False'", "Drifted", "Drifted"), "Degraded", "Drifted" },
        { "waiting for an approval", 2, Status(2, "'False'", "PendingApproval"), "Suspended", "PendingApproval" },
        { "held back by the guard", 2, Status(2, "'False'", "GuardTripped", "Stalled"), "Suspended", "GuardTripped" },
        { "paused while ready", 2, Status(2, "'True'", "Paused"), "Suspended", "Paused" },
        { "paused while stalled, and edited", 5, Status(2, "'False'", "Paused", "Stalled"), "Suspended", "Paused" },
        { "of a kind that tells the generation in the condition alone", 3, "{conditions: [{type: Ready, status: 'True', reason: Synced, message: m, observedGeneration: 2}]}", "Progressing", "last change" },
        { "without any generation", 3, "{conditions: [{type: Ready, status: 'True', reason: Synced}]}", "Healthy", "Synced" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_kind_has_the_same_health_check(string kind) =>
        Assert.Equal((string?)Checks["resource.customizations.health.identitycenter.dev_PermissionSet"], (string?)Checks[$"resource.customizations.health.identitycenter.dev_{kind}"]);

    [Fact]
    public void No_other_kind_has_one() => Assert.Equal(KnownKinds.Length, Checks.Count);

    [ToolTheory("lua5.4")]
    [MemberData(nameof(States))]
    public async Task An_object_in_each_state_has_the_health_that_fits(string state, int generation, string status, string health, string message)
    {
        using var folder = new TemporaryFolder();
        var conditions = Manifest.Parse($"status: {status}").Single()["status"]!.DeepClone();
        var stored = new JsonObject { ["metadata"] = new JsonObject { ["name"] = state, ["generation"] = generation }, ["status"] = conditions };
        // Argo CD hands the object over as a global, and takes what the script returns.
        await File.WriteAllTextAsync(folder.At("check.lua"), $"obj = {Lua(stored)}\nlocal function check()\n{Check()}\nend\nlocal health = check()\nprint(health.status .. '|' .. health.message)\n");
        var answer = (await Tools.RunAsync("lua5.4", folder.At("check.lua"))).Split('|');
        Assert.Equal(health, answer[0]);
        Assert.Contains(message, answer[1], StringComparison.Ordinal);
    }

    private static string Check() => (string)Checks["resource.customizations.health.identitycenter.dev_PermissionSet"]!;

    private static string Status(int observed, string ready, string reason, params ReadOnlySpan<string> others)
    {
        var conditions = new StringBuilder($"{{type: Ready, status: {ready}, reason: {reason}, message: as told, observedGeneration: {observed}}}");
        foreach (var type in others)
            conditions.Append(CultureInfo.InvariantCulture, $", {{type: {type}, status: 'True', reason: {reason}, message: as told, observedGeneration: {observed}}}");
        return $"{{observedGeneration: {observed}, conditions: [{conditions}]}}";
    }

    /// <summary>JSON as a literal of Lua.</summary>
    private static string Lua(JsonNode? node) => node switch
    {
        JsonObject map => $"{{{string.Join(", ", map.Select(entry => $"[{JsonSerializer.Serialize(entry.Key)}] = {Lua(entry.Value)}"))}}}",
        JsonArray list => $"{{{string.Join(", ", list.Select(Lua))}}}",
        null => "nil",
        _ => node.ToJsonString(),
    };
}
