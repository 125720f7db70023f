using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Tenancy;

namespace IdentityCenterOperator.Records;

/// <summary>
/// Takes what stood in statuses of AccountAssignments before there were records over into records, once in the life of a cluster, and clears it. Whatever stands in a status
/// later is not read: a status is not where an object's own people cannot write.
/// </summary>
internal sealed class LedgerTakeover(
    ObjectStore<AccountAssignment> store,
    AccessRecords records,
    AccessRecordWriter writer,
    RecordsMarker marker,
    PermissionSetReferences references,
    TrustedNamespaces trusted,
    StatusWriter<AccountAssignment, AccountAssignmentStatus> statuses,
    IKubernetesClient client,
    ResourceEvents events,
    TimeProvider time)
{
    private const int AtATime = 8;

    /// <summary>Takes over what was not taken over yet, and clears what was. To be called before anything is decided, and again until it succeeds.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var old = store.All().Where(stored => StatusLedger.IsIn(stored.Json)).ToList();
        if (!await marker.IsSetAsync(cancellationToken))
        {
            await EachAsync(old.Where(stored => records.Of(stored.Uid) is null), TakeAsync, cancellationToken);
            await marker.SetAsync(time.GetUtcNow(), cancellationToken);
        }

        await EachAsync(old, ClearAsync, cancellationToken);
    }

    private static Task EachAsync(
        IEnumerable<StoredObject<AccountAssignment>> some, Func<StoredObject<AccountAssignment>, CancellationToken, Task> act, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        some, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken }, async (stored, token) => await act(stored, token));

    private async Task TakeAsync(StoredObject<AccountAssignment> stored, CancellationToken cancellationToken)
    {
        if (StatusLedger.Read(stored.Json) is not { } ledger)
        {
            events.Warning(
                stored.Metadata, AccountAssignment.Definition, nameof(Reason.RecordsUnavailable), "Read", "What status.granted has is no list of assignments: it is not taken over, and what it may have meant stays in AWS.");
            return;
        }

        var spec = stored.Value?.Spec;
        var owner = new AccessRecordOwner { Namespace = stored.Key.Namespace!, Name = stored.Key.Name, Uid = stored.Uid };
        await writer.WriteAsync(null, new(owner, ledger)
        {
            EndsAt = spec?.ExpiresAt is { } end && end > time.GetUtcNow() ? ConditionMapping.WholeSeconds(end) : null,
            SetOf = arn => new(references.NameOf(arn), ByName: spec?.PermissionSetName is not null && trusted.Names.Contains(owner.Namespace) && !references.WithArn(arn).Any()),
        }, cancellationToken);
    }

    private async Task ClearAsync(StoredObject<AccountAssignment> stored, CancellationToken cancellationToken)
    {
        if (stored.Value is { Status: { } status } assignment)
            await statuses.WriteAsync(assignment, status with { Granted = null, AccessRecord = records.Of(stored.Uid)?.Uid }, cancellationToken);
        await ClearAwayAsync(stored, cancellationToken);
    }

    // What somebody else wrote there stays when the operator applies a status without it, and of an object that cannot be read no status can be applied. Before Kubernetes 1.30
    // a schema that got stricter forbids every write to an object that does not fit it: then it stays, and is not read.
    private async Task ClearAwayAsync(StoredObject<AccountAssignment> stored, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["metadata"] = new JsonObject { ["uid"] = stored.Uid }, ["status"] = new JsonObject { ["granted"] = null } };
        try
        {
            await client.PatchAsync(
                AccountAssignment.Definition, stored.Key, new Patch.Merge(JsonSerializer.SerializeToUtf8Bytes(body, StatusJson.Default.JsonObject)), "status", cancellationToken);
        }
        catch (KubernetesException e) when (e.Code is HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity)
        {
            // Gone, another one by now, or not to be written.
        }
    }
}
