using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Yaml;
using Testing;

namespace Operator.Tests.Harness;

/// <summary>The objects of one kind, in one namespace if it has any, as a user with kubectl sees them.</summary>
internal sealed class Objects(ControlPlane plane, KubernetesClient user, ResourceDefinition kind, string? ns)
{
    // The newest uid of a name: Events of its predecessors, which other tests left, are not its own.
    private static readonly ConcurrentDictionary<string, string> Newest = new(StringComparer.Ordinal);

    /// <summary>Creates an object with this spec, given as YAML, or gives it to the one that is there.</summary>
    public Task ApplyAsync(string name, string spec) => ApplyAsync(name, YamlReader.ReadAll(spec)[0]!);

    /// <summary>Creates an object with this spec, or gives it to the one that is there.</summary>
    public async Task ApplyAsync(string name, JsonNode spec)
    {
        if (await FindAsync(name) is null)
        {
            var created = new JsonObject { ["apiVersion"] = kind.ApiVersion, ["kind"] = kind.Kind, ["metadata"] = new JsonObject { ["name"] = name }, ["spec"] = spec.DeepClone() };
            Newest[Address(name)] = Seen.From(await user.CreateAsync(kind, ns, Utf8(created))).Uid;
        }
        else
        {
            await user.PatchAsync(kind, Key(name), new Patch.Json(Utf8(new JsonArray(new JsonObject { ["op"] = "add", ["path"] = "/spec", ["value"] = spec.DeepClone() }))));
        }
    }

    /// <summary>Sets an annotation, or takes it away.</summary>
    public Task AnnotateAsync(string name, string key, string? value) => MergeAsync(name, new() { ["annotations"] = new JsonObject { [key] = value } });

    /// <summary>Gives the object that is there a spec and an annotation by one and the same edit.</summary>
    public Task EditAsync(string name, string spec, string key, string value) => user.PatchAsync(kind, Key(name), new Patch.Merge(Utf8(new JsonObject
    {
        ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [key] = value } },
        ["spec"] = YamlReader.ReadAll(spec)[0]!.DeepClone(),
    })));

    /// <summary>Sets a label, or takes it away.</summary>
    public Task LabelAsync(string name, string key, string? value) => MergeAsync(name, new() { ["labels"] = new JsonObject { [key] = value } });

    public async Task<Seen?> FindAsync(string name) => await plane.Admin.GetAsync(kind, Key(name)) is { } body ? Seen.From(body) : null;

    public async Task<Seen> GetAsync(string name) => await FindAsync(name) ?? throw new ExpectationException($"there is no {kind.Kind} {Key(name)}");

    /// <summary>What is recorded as given for an AccountAssignment; nothing where there is no record.</summary>
    public async Task<IReadOnlyList<RecordedAccess>> RecordedAsync(string name) => await RecordedForAsync((await GetAsync(name)).Uid);

    /// <summary>What is recorded as given for the object with a uid, be it there or gone.</summary>
    public async Task<IReadOnlyList<RecordedAccess>> RecordedForAsync(string uid) =>
        await plane.Admin.GetAsync((ResourceDefinition)AccessRecord.Definition, new(null, uid)) is { } body ? JsonSerializer.Deserialize(body.Span, AccessRecord.Definition.Json)!.Spec.Granted ?? [] : [];

    /// <summary>Those of all namespaces.</summary>
    public async Task<IReadOnlyList<Seen>> ListAsync() => [.. (await plane.Admin.ListAsync(kind, new())).Items.Select(Seen.From)];

    /// <summary>Waits until the object is as said.</summary>
    public async Task<Seen> UntilAsync(string name, Func<Seen, bool> condition, string because) =>
        (await Eventually.ValueAsync(() => FindAsync(name), seen => seen is not null && condition(seen), $"{name} {because}"))!;

    /// <summary>Waits until the object is Ready for its present spec.</summary>
    public Task<Seen> ReadyAsync(string name) => UntilAsync(name, seen => seen.IsReady, "is Ready");

    /// <summary>Waits until Ready has this reason for the present spec.</summary>
    public Task<Seen> ReasonAsync(string name, string reason) => UntilAsync(name, seen => seen.Reason == reason, $"has the reason {reason}");

    public Task DeleteAsync(string name) => user.DeleteAsync(kind, Key(name));

    /// <summary>Waits until the object is gone.</summary>
    public Task GoneAsync(string name) => Eventually.ValueAsync(() => FindAsync(name), seen => seen is null, $"{name} is gone");

    /// <summary>Takes all finalizers off.</summary>
    public Task RemoveFinalizersAsync(string name) => MergeAsync(name, new() { ["finalizers"] = null });

    /// <summary>Reasons of the Events about the object that has this name or had it last, with their notes.</summary>
    public async Task<string> EventsAsync(string name)
    {
        var uid = (await FindAsync(name))?.Uid ?? Newest.GetValueOrDefault(Address(name));
        var regarding = uid is null ? $"@.regarding.name==\"{name}\"" : $"@.regarding.uid==\"{uid}\"";
        return await plane.KubectlAsync(
            "get", "events.events.k8s.io", "--namespace", ns ?? "default", "-o", $"jsonpath={{range .items[?({regarding})]}}{{.type}} {{.reason}}: {{.note}}{{\"\\n\"}}{{end}}");
    }

    /// <summary>Deletes an object, and takes the finalizers off it if it waits for an operator.</summary>
    public async Task DiscardAsync(string name)
    {
        try
        {
            await DeleteAsync(name);
            await RemoveFinalizersAsync(name);
        }
        catch (KubernetesException e) when (e.Reason == "NotFound")
        {
            // Nothing held it.
        }
    }

    private ObjectKey Key(string name) => new(ns, name);

    private string Address(string name) => $"{plane.Port} {kind.Plural} {Key(name)}";

    private Task MergeAsync(string name, JsonObject metadata) => user.PatchAsync(kind, Key(name), new Patch.Merge(Utf8(new JsonObject { ["metadata"] = metadata })));

    private static byte[] Utf8(JsonNode json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
