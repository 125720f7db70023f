using System.Collections.Concurrent;
using System.Net;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Records;

/// <summary>
/// Writes records, each only as the version that the caller has seen: of two writers one loses, reads what the other wrote, and derives anew what it wanted to write.
/// </summary>
internal sealed class AccessRecordWriter(IKubernetesClient client, WriteFence fence, AccessRecords records, TimeProvider time)
{
    // Records whose last write failed without a decision of the server: it may stand all the same.
    private readonly ConcurrentDictionary<string, bool> _doubted = new(StringComparer.Ordinal);

    /// <summary>Makes the record say what the draft says; does nothing when it does already. A draft without a ledger is no reason to create a record.</summary>
    /// <param name="before">The record as the draft was derived from it; null for none.</param>
    /// <param name="draft">What it is to say.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The record as it stands then; null for none.</returns>
    /// <exception cref="RecordNotWrittenException">It could not be written, or is another one by now: nothing must be asked of AWS.</exception>
    public async Task<AccessRecordEntry?> WriteAsync(AccessRecordEntry? before, AccessRecordDraft draft, CancellationToken cancellationToken)
    {
        var uid = draft.Owner.Uid;
        await SettleAsync(draft.Owner, cancellationToken);
        if (!ReferenceEquals(before, records.Of(uid)))
            throw Overtaken(draft.Owner);
        if (before is null ? draft.Ledger.Count == 0 : draft.IsSaidBy(before))
            return before;
        var spec = SpecOf(before, draft);
        return await TryAsync(draft.Owner, async () => Taken(before is null
            ? await client.CreateAsync(AccessRecord.Definition, null, AccessRecordBody.Create(spec), cancellationToken)
            : await client.PatchAsync(AccessRecord.Definition, KeyOf(uid), new Patch.Merge(AccessRecordBody.Change(before, spec)), cancellationToken: cancellationToken)), cancellationToken);
    }

    /// <summary>Deletes a record, if it is as the caller has seen it.</summary>
    /// <exception cref="RecordNotWrittenException">It could not be deleted, or is another one by now.</exception>
    public async Task DeleteAsync(AccessRecordEntry entry, CancellationToken cancellationToken)
    {
        await SettleAsync(entry.Owner, cancellationToken);
        if (!ReferenceEquals(entry, records.Of(entry.Uid)))
            throw Overtaken(entry.Owner);
        await TryAsync(entry.Owner, async () =>
        {
            await client.DeleteAsync(AccessRecord.Definition, KeyOf(entry.Uid), new(entry.Metadata.Uid, entry.Metadata.ResourceVersion), cancellationToken);
            records.Drop(entry);
            return entry;
        }, cancellationToken);
    }

    private AccessRecordSpec SpecOf(AccessRecordEntry? before, AccessRecordDraft draft) => new()
    {
        Owner = draft.Owner,
        State = draft.State,
        Since = before?.State == draft.State ? before.Since : ConditionMapping.WholeSeconds(time.GetUtcNow()),
        EndsAt = draft.EndsAt,
        Assignments = draft.Ledger.Count,
        Granted = draft.Ledger.Count == 0 ? null : draft.Ledger.ToRecord(draft.SetOf),
    };

    private static ObjectKey KeyOf(string uid) => new(null, uid);

    private AccessRecordEntry Taken(ReadOnlyMemory<byte> body)
    {
        var entry = AccessRecordReading.Read(StoredObjectReader.Read(body, AccessRecord.Definition));
        records.Take(entry);
        return entry;
    }

    private async Task<AccessRecordEntry> TryAsync(AccessRecordOwner owner, Func<Task<AccessRecordEntry>> write, CancellationToken cancellationToken)
    {
        fence.EnsureHeld();
        try
        {
            return await write();
        }
        catch (KubernetesException e) when (e.Code is HttpStatusCode.Conflict or HttpStatusCode.NotFound)
        {
            if (e.Code is HttpStatusCode.NotFound && !await IsServedAsync(owner, cancellationToken))
                throw NotWritten(owner, e);
            await ReadAsync(owner, cancellationToken);
            throw Overtaken(owner, e);
        }
        catch (Exception e) when (IsOfTheCall(e) || e is OperationCanceledException)
        {
            if (e is not KubernetesException { Code: < HttpStatusCode.InternalServerError })
                _doubted[owner.Uid] = true;
            if (e is OperationCanceledException)
                throw;
            throw NotWritten(owner, e);
        }
    }

    // The last write of this record got no answer: what stands is what counts.
    private async Task SettleAsync(AccessRecordOwner owner, CancellationToken cancellationToken)
    {
        if (!_doubted.ContainsKey(owner.Uid))
            return;
        await ReadAsync(owner, cancellationToken);
        _doubted.TryRemove(owner.Uid, out _);
    }

    private async Task ReadAsync(AccessRecordOwner owner, CancellationToken cancellationToken)
    {
        try
        {
            if (await client.GetAsync((ResourceDefinition)AccessRecord.Definition, KeyOf(owner.Uid), cancellationToken) is { } body)
                Taken(body);
            else if (records.Of(owner.Uid) is { } gone)
                records.Drop(gone);
        }
        catch (Exception e) when (IsOfTheCall(e))
        {
            throw NotWritten(owner, e);
        }
    }

    // Not found is the record, or the kind.
    private async Task<bool> IsServedAsync(AccessRecordOwner owner, CancellationToken cancellationToken)
    {
        try
        {
            await client.ListAsync(AccessRecord.Definition, new() { Limit = 1 }, cancellationToken);
            return true;
        }
        catch (KubernetesException e) when (e.Code is HttpStatusCode.NotFound)
        {
            return false;
        }
        catch (Exception e) when (IsOfTheCall(e))
        {
            throw NotWritten(owner, e);
        }
    }

    private static bool IsOfTheCall(Exception error) => error is KubernetesException or HttpRequestException or IOException or TimeoutException;

    private static RecordNotWrittenException NotWritten(AccessRecordOwner owner, Exception error) => new(
        $"What is given in AWS could not be recorded before it is asked for, so that nothing is asked of AWS: AccessRecord {owner.Uid} could not be written. {Cause(error)}", isOvertaken: false, error);

    private static string Cause(Exception error) => error is KubernetesException { Code: HttpStatusCode.NotFound }
        ? $"The API server does not know {AccessRecord.Definition.Name}: install the CRDs of this version."
        : $"{error.Message} It is tried again.";

    private static RecordNotWrittenException Overtaken(AccessRecordOwner owner, Exception? error = null) => new(
        $"AccessRecord {owner.Uid} was changed meanwhile; what is to be done is decided anew.", isOvertaken: true, error);
}
