using System.Text.Json.Nodes;
using IdentityCenterOperator.CommandLine.Planning;
using IdentityCenterOperator.Kubernetes.Yaml;

namespace Operator.Tests.CommandLine;

/// <summary>What a file makes of an object that is there, by the way in which the object was applied before.</summary>
public sealed class AppliedObjectTests
{
    private const string File = """
        metadata: {name: a, labels: {team: data}}
        spec: {managedPolicies: [ReadOnlyAccess], tags: {env: prod}}
        """;

    private const string Live = """
        metadata:
          name: a
          labels: {team: old, tier: gold, seen: "true"}
          annotations: {identitycenter.dev/paused: "true", identitycenter.dev/approve: abc}
        spec: {sessionDuration: PT4H, relayState: "https://x", managedPolicies: [SecurityAudit], tags: {env: dev, cost: "1", audit: "2"}}
        """;

    [Fact]
    public void Kubectl_takes_away_what_it_applied_last_and_leaves_the_rest()
    {
        var live = Object(Live);
        live["metadata"]!["annotations"]!["kubectl.kubernetes.io/last-applied-configuration"] =
            """{"metadata":{"labels":{"tier":"gold"},"annotations":{"identitycenter.dev/paused":"true"}},"spec":{"sessionDuration":"PT4H","tags":{"cost":"1"}}}""";
        var applied = AppliedObject.Of(live, Object(File));
        AssertSame("""{team: data, seen: "true"}""", applied["metadata"]!["labels"]);
        Assert.False(applied["metadata"]!["annotations"]!.AsObject().ContainsKey("identitycenter.dev/paused"));
        Assert.Equal("abc", (string?)applied["metadata"]!["annotations"]!["identitycenter.dev/approve"]);
        AssertSame("""{relayState: "https://x", managedPolicies: [ReadOnlyAccess], tags: {env: prod, audit: "2"}}""", applied["spec"]);
    }

    [Fact]
    public void The_API_server_takes_away_what_was_the_appliers_alone()
    {
        var applied = AppliedObject.Of(Owned(
            """{manager: flux, operation: Apply, time: "2026-01-01T00:00:00Z", fieldsV1: {"f:metadata": {"f:labels": {"f:team": {}, "f:tier": {}}, "f:annotations": {"f:identitycenter.dev/paused": {}}}, "f:spec": {"f:sessionDuration": {}, "f:relayState": {}, "f:managedPolicies": {"v:\"SecurityAudit\"": {}}, "f:tags": {"f:env": {}, "f:cost": {}, "f:audit": {}}}}}""",
            """{manager: kubectl-edit, operation: Update, time: "2026-01-02T00:00:00Z", fieldsV1: {"f:metadata": {"f:annotations": {"f:identitycenter.dev/approve": {}}}, "f:spec": {"f:relayState": {}, "f:tags": {"f:audit": {}}}}}"""), Object(File));
        AssertSame("""{team: data, seen: "true"}""", applied["metadata"]!["labels"]);
        AssertSame("""{identitycenter.dev/approve: abc}""", applied["metadata"]!["annotations"]);
        AssertSame("""{relayState: "https://x", managedPolicies: [ReadOnlyAccess], tags: {env: prod, audit: "2"}}""", applied["spec"]);
    }

    [Fact]
    public void Who_applied_last_counts()
    {
        const string client = """{manager: kubectl-client-side-apply, operation: Update, time: "2026-01-03T00:00:00Z", fieldsV1: {"f:metadata": {"f:annotations": {"f:kubectl.kubernetes.io/last-applied-configuration": {}}}}}""";
        const string server = """{manager: kubectl, operation: Apply, time: "2026-01-02T00:00:00Z", fieldsV1: {"f:metadata": {"f:annotations": {"f:identitycenter.dev/paused": {}}}, "f:spec": {}}}""";
        var live = Owned(client, server);
        live["metadata"]!["annotations"]!["kubectl.kubernetes.io/last-applied-configuration"] = "{}";
        Assert.True(AppliedObject.Of(live, Object(File))["metadata"]!["annotations"]!.AsObject().ContainsKey("identitycenter.dev/paused"));
        live = Owned(client, server.Replace("2026-01-02", "2026-01-04", StringComparison.Ordinal));
        live["metadata"]!["annotations"]!["kubectl.kubernetes.io/last-applied-configuration"] = "{}";
        Assert.False(AppliedObject.Of(live, Object(File))["metadata"]!["annotations"]!.AsObject().ContainsKey("identitycenter.dev/paused"));
    }

    [Fact]
    public void Helm_takes_away_what_it_installed() =>
        Assert.False(AppliedObject.Of(Owned("""{manager: helm, operation: Update, fieldsV1: {"f:metadata": {"f:annotations": {"f:identitycenter.dev/paused": {}}}, "f:spec": {}}}"""), Object(File))
            ["metadata"]!["annotations"]!.AsObject().ContainsKey("identitycenter.dev/paused"));

    [Fact]
    public void What_nobody_applied_stays()
    {
        var applied = AppliedObject.Of(Owned("""{manager: kubectl-create, operation: Update, fieldsV1: {"f:spec": {"f:sessionDuration": {}}}}"""), Object(File));
        Assert.Equal("PT4H", (string?)applied["spec"]!["sessionDuration"]);
        Assert.Equal("true", (string?)applied["metadata"]!["annotations"]!["identitycenter.dev/paused"]);
    }

    [Fact]
    public void Items_of_a_list_are_merged_by_their_keys_and_by_their_values()
    {
        var live = Object("""
            metadata: {name: a, managedFields: []}
            spec: {managedPolicies: [A, B], customerManagedPolicies: [{name: x, path: /}, {name: y, path: /t/}], inlinePolicy: {Version: "1"}}
            """);
        live["metadata"]!["managedFields"] = Object("""
            list:
            - {manager: flux, operation: Apply, fieldsV1: {"f:spec": {"f:managedPolicies": {"v:\"A\"": {}}, "f:customerManagedPolicies": {"k:{\"name\":\"x\",\"path\":\"/\"}": {".": {}, "f:name": {}}}, "f:inlinePolicy": {}}}}
            - {manager: other, operation: Update, fieldsV1: {"f:spec": {"f:managedPolicies": {"v:\"B\"": {}}, "f:customerManagedPolicies": {"k:{\"name\":\"y\",\"path\":\"/t/\"}": {".": {}, "f:name": {}, "f:path": {}}}}}}
            """)["list"]!.DeepClone();
        AssertSame(
            """{managedPolicies: [B, C], customerManagedPolicies: [{name: x, path: /}, {name: y, path: /t/}], inlinePolicy: {Statement: []}}""",
            AppliedObject.Of(live, Object("""spec: {managedPolicies: [C], customerManagedPolicies: [{name: x}], inlinePolicy: {Statement: []}}"""))["spec"]);
        AssertSame(
            """{managedPolicies: [B], customerManagedPolicies: [{name: y, path: /t/}]}""",
            AppliedObject.Of(live, Object("""spec: {}"""))["spec"]);
    }

    [Fact]
    public void What_stays_though_the_files_lack_it_is_told_with_its_owner()
    {
        var live = Owned("""{manager: kubectl-edit, operation: Update, fieldsV1: {"f:metadata": {"f:annotations": {"f:identitycenter.dev/paused": {}}}, "f:spec": {"f:sessionDuration": {}, "f:tags": {"f:env": {}, "f:cost": {}}}}}""");
        var file = Object(File);
        Assert.Equal(
            [
                "PermissionSet a keeps metadata.annotations.identitycenter.dev/paused, which the files lack: it was set by kubectl-edit.",
                "PermissionSet a keeps spec.sessionDuration, which the files lack: it was set by kubectl-edit.",
                "PermissionSet a keeps spec.tags.cost, which the files lack: it was set by kubectl-edit.",
            ],
            Leftovers.Of("PermissionSet a", live, AppliedObject.Of(live, file), file));
    }

    [Fact]
    public void Null_is_nothing() =>
        AssertSame("""{relayState: "https://x", tags: {env: dev, cost: "1", audit: "2"}}""", AppliedObject.Of(Object(Live), Object("spec: {sessionDuration: ~, managedPolicies: ~}"))["spec"]);

    private static JsonObject Owned(params string[] entries)
    {
        var live = Object(Live);
        live["metadata"]!["managedFields"] = new JsonArray([.. entries.Select(entry => (JsonNode)Object(entry))]);
        return live;
    }

    private static JsonObject Object(string yaml) => YamlReader.ReadAll(yaml)[0]!.AsObject();

    private static void AssertSame(string yaml, JsonNode? actual) => Assert.True(JsonNode.DeepEquals(Object(yaml), actual), $"expected {Object(yaml).ToJsonString()}\nbut it is {actual?.ToJsonString()}");
}
