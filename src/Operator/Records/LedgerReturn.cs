using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Records;

/// <summary>
/// Gives what is recorded back into the statuses of AccountAssignments, where the version before this one reads it, and forgets that it was taken over. Records of objects that
/// are gone have no status to go to, and stay.
/// </summary>
internal sealed class LedgerReturn(
    ObjectStore<AccountAssignment> store,
    AccessRecords records,
    AccessRecordWriter writer,
    RecordsMarker marker,
    StatusWriter<AccountAssignment, AccountAssignmentStatus> statuses,
    IKubernetesClient client)
{
    /// <summary>Gives everything back. To be called again until it succeeds.</summary>
    /// <returns>How many ledgers were given back, and how many records stay.</returns>
    public async Task<(int Returned, int Left)> RunAsync(CancellationToken cancellationToken)
    {
        // First: what stands in a status from now on is to be taken over by whoever comes later.
        await marker.SetAsync(null, cancellationToken);
        var objects = store.All().ToDictionary(stored => stored.Uid, StringComparer.Ordinal);
        var returned = 0;
        foreach (var record in records.All)
        {
            if (!record.IsSound || !objects.TryGetValue(record.Uid, out var stored) || stored.Key != record.OwnerKey)
                continue;
            await ReturnAsync(record, stored, cancellationToken);
            await writer.DeleteAsync(record, cancellationToken);
            returned++;
        }

        return (returned, records.All.Count);
    }

    private async Task ReturnAsync(AccessRecordEntry record, StoredObject<AccountAssignment> stored, CancellationToken cancellationToken)
    {
        IReadOnlyList<GrantedAccess>? granted = record.Ledger!.Count == 0 ? null : record.Ledger.ToStatus();
        if (stored.Value is { } assignment)
            await statuses.WriteAsync(assignment, (statuses.Latest(assignment) ?? new()) with { Granted = granted, AccessRecord = null }, cancellationToken);
        else
            await client.PatchAsync(AccountAssignment.Definition, stored.Key, new Patch.Merge(Body(stored, granted)), "status", cancellationToken);
    }

    private static byte[] Body(StoredObject<AccountAssignment> stored, IReadOnlyList<GrantedAccess>? granted) => JsonSerializer.SerializeToUtf8Bytes(
        new JsonObject
        {
            ["metadata"] = new JsonObject { ["uid"] = stored.Uid },
            ["status"] = new JsonObject { ["granted"] = granted is null ? null : JsonSerializer.SerializeToNode(granted, EntitiesJson.Default.IReadOnlyListGrantedAccess) },
        },
        StatusJson.Default.JsonObject);
}
