using System.Text.Json;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Reflectors;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>An AccountAssignment as the others must reckon with it. Decoded once for each version: the ledger of a large one takes milliseconds.</summary>
/// <param name="Key">Namespace and name.</param>
/// <param name="Uid">Its uid.</param>
/// <param name="IsDeleting">Whether its deletion was asked for.</param>
/// <param name="Object">The object, with a status that has no ledger; null when it cannot be read.</param>
/// <param name="Ledger">What stands in its status; null when that cannot be read.</param>
internal sealed record Claimant(ObjectKey Key, string Uid, bool IsDeleting, AccountAssignment? Object, AccessLedger? Ledger)
{
    /// <summary>Reads a stored object, as far as it can be read.</summary>
    public static Claimant Read(StoredObject<AccountAssignment> stored)
    {
        if (!stored.TryDecode(out var entity, out _))
            return new(stored.Key, stored.Uid, stored.IsDeleting, null, LedgerIn(stored.Json));
        var ledger = AccessLedger.From(entity.Status?.Granted);
        entity.Status = entity.Status is { } status ? status with { Granted = null } : null;
        return new(stored.Key, stored.Uid, stored.IsDeleting, entity, ledger);
    }

    // The spec of a newer version, say: the ledger may be as it always was.
    private static AccessLedger? LedgerIn(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, JsonDepth.AnyDocument);
            return document.RootElement.TryGetProperty("status", out var status) && status.TryGetProperty("granted", out var granted)
                ? AccessLedger.From(granted.EnumerateArray().Select(entry => entry.Deserialize(EntitiesJson.Default.GrantedAccess)!).ToList())
                : AccessLedger.Empty;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // Nobody can tell what it holds.
            return null;
        }
    }
}
