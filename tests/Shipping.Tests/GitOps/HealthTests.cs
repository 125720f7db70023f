using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Operator.Tests.GitOps;

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

    [Theory]
    [MemberData(nameof(States))]
    public void An_object_in_each_state_has_the_health_that_fits(string state, int generation, string status, string health, string message)
    {
        var answer = HealthCheck.Run(Check(), Stored(state, generation, status));
        Assert.Equal(health, answer.Status);
        Assert.Contains(message, answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(States))]
    public void An_object_in_a_wave_lets_the_sync_go_on_where_a_person_has_to_and_says_so(string state, int generation, string status, string health, string message)
    {
        var stored = Stored(state, generation, status);
        stored["metadata"]!["annotations"] = new JsonObject { ["argocd.argoproj.io/sync-wave"] = "0" };
        var answer = HealthCheck.Run(Check(), stored);
        Assert.Equal(health == "Suspended" ? "Healthy" : health, answer.Status);
        Assert.Contains(message, answer.Message, StringComparison.Ordinal);
        Assert.Equal(health == "Suspended", answer.Message.StartsWith("A person has to go on here; the sync does not wait for that.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_sync_that_waits_for_a_person_is_told_how_it_can_go_on() =>
        Assert.Contains("argocd.argoproj.io/sync-wave", HealthCheck.Run(Check(), Stored("held", 2, Status(2, "'False'", "PendingApproval"))).Message, StringComparison.Ordinal);

    private static string Check() => (string)Checks["resource.customizations.health.identitycenter.dev_PermissionSet"]!;

    private static string Status(int observed, string ready, string reason, params ReadOnlySpan<string> others)
    {
        var conditions = new StringBuilder($"{{type: Ready, status: {ready}, reason: {reason}, message: as told, observedGeneration: {observed}}}");
        foreach (var type in others)
            conditions.Append(CultureInfo.InvariantCulture, $", {{type: {type}, status: 'True', reason: {reason}, message: as told, observedGeneration: {observed}}}");
        return $"{{observedGeneration: {observed}, conditions: [{conditions}]}}";
    }

    private static JsonObject Stored(string name, int generation, string status) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = name, ["generation"] = generation },
        ["status"] = Manifest.Parse($"status: {status}").Single()["status"]!.DeepClone(),
    };
}
