using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Tenancy;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>The objects of the cluster as they would be once the files are applied: the files' specs, with the identity and the status that objects have now.</summary>
internal sealed class ProposedCluster
{
    private static readonly ResourceDefinition[] Kinds =
        [PermissionSet.Definition, AccountAssignment.Definition, ReplicaRegion.Definition, Entities.IdentityCenter.Definition, Namespace.Definition];

    // What the operator keeps for itself is nobody's to declare.
    private static readonly ResourceDefinition[] LiveKinds = [.. Kinds, AccessRecord.Definition];

    private readonly Dictionary<string, Dictionary<ObjectKey, ProposedObject>> _objects = LiveKinds.ToDictionary(kind => kind.Kind, _ => new Dictionary<ObjectKey, ProposedObject>(), StringComparer.Ordinal);
    private readonly List<ResourcePlan> _unknown = [];
    private readonly List<string> _leftovers = [];
    private readonly string _defaultNamespace;
    private readonly DateTimeOffset _now;
    private int _versions;

    private ProposedCluster(string defaultNamespace, DateTimeOffset now) => (_defaultNamespace, _now) = (defaultNamespace, now);

    /// <summary>Objects of other kinds in the files.</summary>
    public int Others { get; private set; }

    /// <summary>Objects of the files that no server of this version takes.</summary>
    public IReadOnlyList<ResourcePlan> Unknown => _unknown;

    /// <summary>What stays in the cluster although the files lack it, a sentence each.</summary>
    public IReadOnlyList<string> Leftovers => _leftovers;

    /// <summary>Puts files and cluster together.</summary>
    /// <param name="manifests">The files' objects.</param>
    /// <param name="client">Reads the cluster.</param>
    /// <param name="defaultNamespace">Namespace of objects that name none.</param>
    /// <param name="prune">Whether objects that are not in the files go.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="CommandException">An object has no name, or stands in the files twice.</exception>
    public static async Task<ProposedCluster> ReadAsync(
        IEnumerable<Manifest> manifests, IKubernetesClient client, string defaultNamespace, bool prune, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var cluster = new ProposedCluster(defaultNamespace, now);
        foreach (var kind in LiveKinds)
        {
            foreach (var body in await client.ListAsync(kind, cancellationToken))
                cluster.AddLive(kind, JsonNode.Parse(body.Span, documentOptions: JsonDepth.AnyDocument)!.AsObject());
        }

        cluster.Apply([.. manifests]);
        if (prune)
            cluster.Prune();
        return cluster;
    }

    /// <summary>All objects of a kind, in the order of their names.</summary>
    public IReadOnlyList<ProposedObject> Of(ResourceDefinition kind) =>
        [.. _objects[kind.Kind].Values.OrderBy(each => each.Key.Namespace, StringComparer.Ordinal).ThenBy(each => each.Key.Name, StringComparer.Ordinal)];

    /// <summary>The bytes of all objects of a kind.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Bytes(ResourceDefinition kind) => Of(kind).Select(each => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(each.Json.ToJsonString()));

    /// <summary>Gives an object the status that it will have.</summary>
    public void SetStatus(ResourceDefinition kind, ObjectKey key, JsonNode? status)
    {
        var json = _objects[kind.Kind][key].Json;
        json["status"] = status;
        json["metadata"]!["resourceVersion"] = NextVersion();
    }

    /// <summary>Takes an object away.</summary>
    public void Remove(ResourceDefinition kind, ObjectKey key) => _objects[kind.Kind].Remove(key);

    // A resource version that the API server has given already may come again; what was known by it is then known by a later one.
    private string NextVersion() => string.Create(CultureInfo.InvariantCulture, $"proposed-{++_versions}");

    private void AddLive(ResourceDefinition kind, JsonObject json)
    {
        var key = new ObjectKey((string?)json["metadata"]!["namespace"], (string)json["metadata"]!["name"]!);
        json["apiVersion"] = kind.ApiVersion;
        json["kind"] = kind.Kind;
        _objects[kind.Kind][key] = new(key, json, ProposalOrigin.Cluster);
    }

    private void Apply(List<Manifest> manifests)
    {
        var sources = new Dictionary<(string, ObjectKey), string>();
        foreach (var manifest in manifests)
        {
            if (Kinds.FirstOrDefault(kind => kind.Kind == manifest.Kind && kind.ApiVersion == manifest.ApiVersion) is not { } kind)
            {
                PassOver(manifest);
                continue;
            }

            var key = KeyOf(manifest, kind);
            if (!sources.TryAdd((kind.Kind, key), manifest.Source))
                throw new CommandException($"{kind.Kind} {key} stands in {sources[(kind.Kind, key)]} and in {manifest.Source}: remove one of them.");
            _objects[kind.Kind][key] = new(key, Merged(manifest.Json, _objects[kind.Kind].GetValueOrDefault(key)?.Json, kind, key), ProposalOrigin.Files);
        }
    }

    // Somebody else's kinds are nobody's business here. One of ours that the API server would refuse is a mistake.
    private void PassOver(Manifest manifest)
    {
        var isOurs = manifest.ApiVersion?.Split('/')[0] == PermissionSet.Definition.Group || (manifest.ApiVersion is null && Kinds.Any(kind => kind != Namespace.Definition && kind.Kind == manifest.Kind));
        if (!isOurs)
        {
            Others++;
            return;
        }

        var what = manifest.ApiVersion is { } version ? $"apiVersion {Quoted.Text(version)} with kind {Quoted.Text(manifest.Kind ?? "")}" : "an object without apiVersion";
        var known = string.Join(", ", Kinds.Where(kind => kind.Group.Length > 0).Select(kind => kind.Kind).Order(StringComparer.Ordinal));
        _unknown.Add(new(manifest.Kind ?? "object", new(manifest.Namespace, manifest.Name ?? "without a name"), ProposalOrigin.Files, new Outcome.Stalled(
            Reason.InvalidSpec, $"{manifest.Source} has {what}, which this version does not know: it knows {PermissionSet.Definition.ApiVersion} with {known}. Correct it, or use a newer version.")));
    }

    private ObjectKey KeyOf(Manifest manifest, ResourceDefinition kind) => manifest.Name is { } name
        ? new(kind.Namespaced ? manifest.Namespace ?? _defaultNamespace : null, name)
        : throw new CommandException($"{manifest.Source}: the {kind.Kind} has no metadata.name.");

    private JsonObject Merged(JsonObject file, JsonObject? live, ResourceDefinition kind, ObjectKey key)
    {
        var merged = AppliedObject.Of(live ?? NewObject(kind, key), file);
        var metadata = merged["metadata"]!.AsObject();
        // Of a namespace the labels alone count, and what the API server keeps in its spec is nobody's to declare.
        if (live is not null && kind != Namespace.Definition)
            _leftovers.AddRange(Planning.Leftovers.Of($"{kind.Kind} {key}", live, merged, file));
        if (kind == Namespace.Definition)
            AddName(metadata);
        metadata["generation"] = ((long?)metadata["generation"] ?? 0) + 1;
        metadata["resourceVersion"] = NextVersion();
        return merged;
    }

    // The label that the API server gives each namespace.
    private static void AddName(JsonObject metadata)
    {
        if (metadata["labels"] is not JsonObject)
            metadata["labels"] = new JsonObject();
        metadata["labels"]![NamespaceAccess.NameLabel] = metadata["name"]!.DeepClone();
    }

    // Younger than all that is there, with a uid that no server gives.
    private JsonObject NewObject(ResourceDefinition kind, ObjectKey key)
    {
        var metadata = new JsonObject { ["name"] = key.Name, ["uid"] = $"new {kind.Kind} {key}", ["creationTimestamp"] = _now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) };
        if (key.Namespace is { } ns)
            metadata["namespace"] = ns;
        return new() { ["apiVersion"] = kind.ApiVersion, ["kind"] = kind.Kind, ["metadata"] = metadata };
    }

    // As Argo CD prunes. What no operator holds by a finalizer is gone at once, and nothing follows.
    private void Prune()
    {
        foreach (var kind in Kinds.Where(kind => kind != Entities.IdentityCenter.Definition && kind != Namespace.Definition))
        {
            foreach (var live in Of(kind).Where(each => each.Origin is ProposalOrigin.Cluster))
            {
                var metadata = live.Json["metadata"]!.AsObject();
                if ((metadata["finalizers"] as JsonArray)?.Any(finalizer => (string?)finalizer == KindServices.Finalizer) != true)
                {
                    Remove(kind, live.Key);
                    continue;
                }

                metadata["deletionTimestamp"] ??= _now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
                metadata["resourceVersion"] = NextVersion();
                _objects[kind.Kind][live.Key] = live with { Origin = ProposalOrigin.Pruned };
            }
        }
    }
}
