using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Reflectors;

namespace IdentityCenterOperator.Records;

/// <summary>
/// All records as they stand: what this process wrote last counts also while the store has not seen it yet. The operator is the only writer. Thread-safe.
/// </summary>
internal sealed class AccessRecords
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, AccessRecordEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<ObjectKey, HashSet<string>> _byOwner = [];

    // Uids of records that this process deleted, and that the store may still tell of.
    private readonly HashSet<string> _deleted = new(StringComparer.Ordinal);

    /// <summary>Follows the store.</summary>
    public AccessRecords(ObjectStore<AccessRecord> store) => store.Subscribe(OnChange);

    /// <summary>Raised after a record came, changed or went, whoever did it.</summary>
    public event Action<AccessRecordChange>? Changed;

    /// <summary>Raised beside it when this process has not done it: somebody else did, or it was read first.</summary>
    public event Action<AccessRecordChange>? ChangedByOthers;

    /// <summary>All of them.</summary>
    public IReadOnlyList<AccessRecordEntry> All
    {
        get
        {
            lock (_gate)
                return [.. _entries.Values];
        }
    }

    /// <summary>The record of an object; null when there is none.</summary>
    public AccessRecordEntry? Of(string uid)
    {
        lock (_gate)
            return _entries.GetValueOrDefault(uid);
    }

    /// <summary>The records of objects of this namespace and name: of the one that there is, and of those that there were.</summary>
    public IReadOnlyList<AccessRecordEntry> Of(ObjectKey owner)
    {
        lock (_gate)
            return _byOwner.TryGetValue(owner, out var uids) ? [.. uids.Order(StringComparer.Ordinal).Select(uid => _entries[uid])] : [];
    }

    /// <summary>Takes a record as the API server said that it is; does nothing when a later version of it is known.</summary>
    public void Take(AccessRecordEntry entry)
    {
        if (TryPut(entry) is { } change)
            Changed?.Invoke(change);
    }

    /// <summary>Takes it that a record is gone.</summary>
    /// <param name="entry">What was last known of it.</param>
    public void Drop(AccessRecordEntry entry)
    {
        lock (_gate)
        {
            if (_entries.GetValueOrDefault(entry.Uid)?.Metadata.Uid != entry.Metadata.Uid)
                return;
            _deleted.Add(entry.Metadata.Uid);
            Remove(entry.Uid);
        }

        Changed?.Invoke(new(entry.Uid, entry, null));
    }

    private AccessRecordChange? TryPut(AccessRecordEntry entry)
    {
        lock (_gate)
        {
            var known = _entries.GetValueOrDefault(entry.Uid);
            if (_deleted.Contains(entry.Metadata.Uid) || (known?.Metadata.Uid == entry.Metadata.Uid && !IsLater(entry, known)))
                return null;
            Remove(entry.Uid);
            _entries[entry.Uid] = entry;
            (_byOwner.TryGetValue(entry.OwnerKey, out var uids) ? uids : _byOwner[entry.OwnerKey] = new(StringComparer.Ordinal)).Add(entry.Uid);
            return new(entry.Uid, known, entry);
        }
    }

    private void Remove(string uid)
    {
        if (!_entries.Remove(uid, out var entry))
            return;
        _byOwner[entry.OwnerKey].Remove(uid);
        if (_byOwner[entry.OwnerKey].Count == 0)
            _byOwner.Remove(entry.OwnerKey);
    }

    private static bool IsLater(AccessRecordEntry entry, AccessRecordEntry known) => ResourceVersions.IsLater(entry.Metadata.ResourceVersion!, known.Metadata.ResourceVersion);

    private void OnChange(Change<AccessRecord> change)
    {
        if ((change.New is { } stored ? TryPut(AccessRecordReading.Read(stored)) : TryBury(change.Old!)) is not { } news)
            return;
        Changed?.Invoke(news);
        ChangedByOthers?.Invoke(news);
    }

    private AccessRecordChange? TryBury(StoredObject<AccessRecord> gone)
    {
        lock (_gate)
        {
            _deleted.Remove(gone.Uid);
            // A later one of the name may be known already.
            if (_entries.GetValueOrDefault(gone.Key.Name) is not { } known || known.Metadata.Uid != gone.Uid)
                return null;
            Remove(gone.Key.Name);
            return new(known.Uid, known, null);
        }
    }
}
