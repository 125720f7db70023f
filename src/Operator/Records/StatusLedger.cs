using System.Text.Json;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;

namespace IdentityCenterOperator.Records;

/// <summary>Reads what stood in the status of an AccountAssignment before there were records, also of one that cannot be read else.</summary>
internal static class StatusLedger
{
    /// <summary>Whether anything stands there.</summary>
    public static bool IsIn(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, JsonDepth.AnyDocument);
        return Granted(document) is not null;
    }

    /// <summary>What stands there; null when nothing does, or when it is no ledger.</summary>
    public static AccessLedger? Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, JsonDepth.AnyDocument);
        try
        {
            return Granted(document)?.Deserialize(EntitiesJson.Default.IReadOnlyListGrantedAccess) is { } granted ? AccessLedger.FromStatus(granted) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException or NullReferenceException)
        {
            return null;
        }
    }

    private static JsonElement? Granted(JsonDocument document) =>
        document.RootElement.TryGetProperty("status", out var status) && status.ValueKind is JsonValueKind.Object
        && status.TryGetProperty("granted", out var granted) && granted.ValueKind is not JsonValueKind.Null ? granted : null;
}
