using System.Globalization;
using System.Text.Json;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Records;

/// <summary>
/// Remembers in a ConfigMap beside the operator's Lease that ledgers were taken over out of statuses: what appears in one afterwards is nobody's record.
/// </summary>
internal sealed class RecordsMarker(IKubernetesClient client, WriteFence fence, OperatorNamespace home)
{
    /// <summary>Name of the ConfigMap.</summary>
    public const string Name = "identity-center-operator-records";

    private const string Field = "since";

    private readonly OwnConfigMap _memory = new(client, fence, home, Name);

    /// <summary>Whether ledgers were taken over.</summary>
    public async Task<bool> IsSetAsync(CancellationToken cancellationToken)
    {
        if (await _memory.ReadAsync(cancellationToken) is not { } body)
            return false;
        using var document = JsonDocument.Parse(body, JsonDepth.AnyDocument);
        return document.RootElement.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Object && data.TryGetProperty(Field, out _);
    }

    /// <summary>Remembers it from now on, or no more.</summary>
    /// <param name="since">When; null to forget it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="KubernetesException">The API server refused.</exception>
    public Task SetAsync(DateTimeOffset? since, CancellationToken cancellationToken) =>
        _memory.WriteAsync(Field, since?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), cancellationToken);
}
