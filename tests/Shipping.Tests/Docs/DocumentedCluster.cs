using System.Text;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace Shipping.Tests.Docs;

/// <summary>A cluster as the pages assume it: the operator's Deployment, the samples and what the pages declare, all of it Ready, with a plan that waits.</summary>
public sealed class DocumentedCluster : IAsyncLifetime
{
    // What a page describes and does not declare: one of 5,000 assignments of the worst day.
    private const string OfTheWorstDay = """
        {"apiVersion": "identitycenter.dev/v1alpha1", "kind": "AccountAssignment", "metadata": {"name": "set-1-group-1", "namespace": "trusted"},
         "spec": {"permissionSetRef": {"name": "set-1"}, "principals": [{"group": "Group 1"}], "targets": {"accounts": ["400000000001"]}}}
        """;

    // And what an object left behind that went.
    private const string OfOneThatIsGone = """
        {"apiVersion": "identitycenter.dev/v1alpha1", "kind": "AccessRecord", "metadata": {"name": "3c0de279-6ebb-4313-8702-d7cb16379abe"},
         "spec": {"owner": {"namespace": "trusted", "name": "gone", "uid": "3c0de279-6ebb-4313-8702-d7cb16379abe"}, "state": "Retained", "since": "2026-11-01T00:00:00Z", "assignments": 0}}
        """;

    private readonly TemporaryFolder folder = new();
    private ControlPlane plane = null!;

    /// <summary>What its server does that not every one does.</summary>
    public ServerAbilities Server => plane.Server;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        plane = await ControlPlane.StartAsync();
        await plane.InstallAsync();
        foreach (var @namespace in new[] { "argocd", "aws-access" })
            await plane.CreateNamespaceAsync(@namespace);
        await plane.ApplyAsync("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: argocd-cm, namespace: argocd}\n");
        // Of several objects of one name the first: server-side apply of old servers leaves nulls where a later one lacks a field.
        foreach (var o in Manifest.Read("config", "manager", "deployment.yaml").Concat(Manifest.Read("config", "samples")).Concat(Shown()).Where(o => o.ContainsKey("kind")).DistinctBy(o => (o.Kind(), KeyOf(o))))
            await ApplyAsync(o);
        await ApplyAsync(JsonNode.Parse(OfTheWorstDay)!.AsObject());
        await ApplyAsync(JsonNode.Parse(OfOneThatIsGone)!.AsObject());
        await WriteKubectlAsync();
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        folder.Dispose();
        await plane.DisposeAsync();
    }

    /// <summary>Runs a command line with kubectl in a shell, from the root of the repository; what changes something as a server-side dry run.</summary>
    public Task<string> RunAsync(string command) => Tools.RunAsync("bash", "-c", $"set -euo pipefail; PATH='{folder.Path}':$PATH; {command}");

    private static IEnumerable<JsonObject> Shown() => Block.All.Where(block => block.Word("spec") is null && block.Word("values") is null).SelectMany(YamlBlockTests.Objected);

    private async Task ApplyAsync(JsonObject o)
    {
        if ((string?)o["metadata"]!["namespace"] is { } @namespace)
            await plane.CreateNamespaceAsync(@namespace);
        await plane.ApplyAsync(o.ToJsonString());
        if (StatusOf(o) is { } status)
            await plane.Admin.PatchAsync(ResourceOf(o), KeyOf(o), new Patch.Merge(Encoding.UTF8.GetBytes(new JsonObject { ["status"] = status }.ToJsonString())), "status");
    }

    // Everything is new, and of its first generation.
    private static JsonObject? StatusOf(JsonObject o) => o.Kind() switch
    {
        "Deployment" => new() { ["observedGeneration"] = 1, ["replicas"] = 2, ["updatedReplicas"] = 2, ["readyReplicas"] = 2, ["availableReplicas"] = 2 },
        _ when ResourceOf(o).Group is "identitycenter.dev" => new()
        {
            ["observedGeneration"] = 1,
            ["conditions"] = new JsonArray(new JsonObject
            {
                ["type"] = "Ready",
                ["status"] = "True",
                ["reason"] = "Synced",
                ["message"] = "AWS is as declared.",
                ["lastTransitionTime"] = "2026-11-01T00:00:00Z",
            }),
            ["plan"] = new JsonObject { ["hash"] = "4ff14faac913", ["total"] = 1, ["steps"] = new JsonArray("a step") },
        },
        _ => null,
    };

    private static ResourceDefinition ResourceOf(JsonObject o)
    {
        var parts = ((string)o["apiVersion"]!).Split('/');
        return new(parts.Length == 2 ? parts[0] : "", parts[^1], o.Kind(), o.Kind().ToLowerInvariant() + "s", o["metadata"]!["namespace"] is not null);
    }

    private static ObjectKey KeyOf(JsonObject o) => new((string?)o["metadata"]!["namespace"], o.Name());

    /// <summary>A kubectl that knows this cluster, and only tries what would change it.</summary>
    private async Task WriteKubectlAsync()
    {
        var script = $$"""
            #!/usr/bin/env bash
            arguments=("$@")
            for word in "$@"; do
              case $word in
                annotate | apply | create | delete | label | patch | scale) arguments+=(--dry-run=server) && break ;;
                get | wait | describe | explain | edit | rollout) break ;;
              esac
            done
            # What an older server does not know of a definition, server-side apply refuses.
            if [[ {{(plane.Server.KnowsAllOfADefinition ? "new" : "old")}} == old && $* == *config/crds* ]]; then arguments=("${arguments[@]/--server-side/--validate=false}"); fi
            KUBECONFIG={{plane.AdminKubeconfig}} EDITOR=true exec timeout 60 {{plane.Kubectl}} "${arguments[@]}" </dev/null

            """;
        await File.WriteAllTextAsync(folder.At("kubectl"), script);
        File.SetUnixFileMode(folder.At("kubectl"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }
}
