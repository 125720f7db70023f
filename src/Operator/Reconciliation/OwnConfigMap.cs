using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.LeaderElection;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>A ConfigMap beside the operator's Lease: what the operator remembers there no tenant can write, and no deletion of an object or a kind makes it forget.</summary>
/// <param name="client">The API server.</param>
/// <param name="fence">Whether this process may write.</param>
/// <param name="home">Where the Lease is.</param>
/// <param name="name">Name of the ConfigMap.</param>
internal sealed class OwnConfigMap(IKubernetesClient client, WriteFence fence, OperatorNamespace home, string name)
{
    private static readonly ResourceDefinition ConfigMaps = new("", "v1", "ConfigMap", "configmaps", Namespaced: true);

    /// <summary>Namespace and name.</summary>
    public ObjectKey Key { get; } = new(home.Name, name);

    /// <summary>What stands there; null when there is none. From the API server itself: the leader before may have written a moment ago.</summary>
    public Task<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken) => client.GetAsync(ConfigMaps, Key, cancellationToken);

    /// <summary>Sets a field of its data, or takes it away with null; the ConfigMap is made where there is none.</summary>
    /// <exception cref="KubernetesException">The API server refused.</exception>
    /// <exception cref="LeadershipLostException">This process may not write any more.</exception>
    public async Task WriteAsync(string field, string? value, CancellationToken cancellationToken)
    {
        fence.EnsureHeld();
        var data = new JsonObject { ["data"] = new JsonObject { [field] = value } };
        if (!await TryPatchAsync(data, cancellationToken) && value is not null && !await TryCreateAsync(data, cancellationToken))
            await TryPatchAsync(data, cancellationToken);
    }

    // False when there is none; what else answers so, such as a namespace that is missing, the creation tells.
    private async Task<bool> TryPatchAsync(JsonObject data, CancellationToken cancellationToken)
    {
        try
        {
            await client.PatchAsync(ConfigMaps, Key, new Patch.Merge(Utf8(data)), cancellationToken: cancellationToken);
            return true;
        }
        catch (KubernetesException e) when (e.Code is HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    // False when somebody else was first.
    private async Task<bool> TryCreateAsync(JsonObject data, CancellationToken cancellationToken)
    {
        var whole = (JsonObject)data.DeepClone();
        (whole["apiVersion"], whole["kind"]) = (ConfigMaps.ApiVersion, ConfigMaps.Kind);
        whole["metadata"] = new JsonObject { ["name"] = Key.Name, ["labels"] = new JsonObject { ["app.kubernetes.io/managed-by"] = "identity-center-operator" } };
        try
        {
            await client.CreateAsync(ConfigMaps, Key.Namespace, Utf8(whole), cancellationToken);
            return true;
        }
        catch (KubernetesException e) when (e.Code is HttpStatusCode.Conflict)
        {
            return false;
        }
    }

    private static byte[] Utf8(JsonObject json) => JsonSerializer.SerializeToUtf8Bytes(json, StatusJson.Default.JsonObject);
}
