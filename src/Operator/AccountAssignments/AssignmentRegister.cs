using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Records;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// All AccountAssignments of the cluster as they bear on one another, and the records whose AccountAssignments are gone: who else wants what one of them is about to revoke,
/// and who has to look again when something changes. A record without its object goes by its name alone, which no object has. Thread-safe.
/// </summary>
internal sealed class AssignmentRegister : IPrincipalInterest
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectKey, Claimant> _claimants = [];
    private readonly KeyIndex<string> _byArn = new();
    private readonly KeyIndex<string> _byReference = new();
    private readonly KeyIndex<PrincipalName> _byPrincipal = new();
    private readonly KeyIndex<Principal> _byId = new();
    private readonly Dictionary<ObjectKey, Note> _notes = [];
    private readonly Dictionary<string, int> _ledgersByAccount = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Claimant> _objects = new(StringComparer.Ordinal);
    private readonly AccessRecords _records;
    private readonly PermissionSetReferences _references;
    private readonly Outlooks _outlooks;

    /// <summary>Subscribes to the objects and to what is recorded for them.</summary>
    public AssignmentRegister(ObjectStore<AccountAssignment> store, AccessRecords records, PermissionSetReferences references, Outlooks outlooks)
    {
        (_records, _references, _outlooks) = (records, references, outlooks);
        store.Subscribe(OnChange);
        records.Changed += change => OnRecordChange(change.Uid);
        // Those that there are have been told of already.
        foreach (var entry in records.All)
            OnRecordChange(entry.Uid);
    }

    /// <summary>Raised after an object changed, came or went, with those that may have waited for that: they have in their ledgers what they do not want.</summary>
    public event Action<IReadOnlyList<ObjectKey>>? Unsettled;

    /// <summary>What all other objects say of assignments, as they are now.</summary>
    /// <param name="key">The object that asks.</param>
    /// <param name="arns">Permission sets that it asks about.</param>
    public Claims ClaimsBeside(ObjectKey key, IEnumerable<string> arns)
    {
        var references = arns.Distinct(StringComparer.Ordinal).Select(arn => (Arn: arn, Sets: _references.WithArn(arn))).ToList();
        lock (_gate)
        {
            var keys = references.SelectMany(set => _byArn.Of(set.Arn).Concat(set.Sets.SelectMany(name => _byReference.Of(ToSet(name)))));
            var others = keys.Concat(_byReference.Of(ByAwsName)).Concat(_byReference.Of(Unreadable)).Distinct().Where(other => other != key);
            return new([.. others.Select(other => _claimants[other]).Where(other => !other.IsOwnerless)], _outlooks, StandingOf);
        }
    }

    /// <summary>How what is recorded for an object under a permission set stands.</summary>
    public Standing StandingOf(Claimant claimant, string arn) => _references.StandingOf(arn, claimant.Record?.SetOf(arn) ?? default, claimant.Namespace);

    /// <summary>An object as it is now, and what it asks for; null for one that is gone or cannot be read.</summary>
    public (AccountAssignment Object, Outlook Outlook)? Now(ObjectKey key) => ClaimantOf(key) is { Object: { } entity } ? (entity, _outlooks.Of(entity)) : null;

    /// <summary>Whether an object is paused, as it is now.</summary>
    public bool IsPaused(ObjectKey key) => ClaimantOf(key) is { Object: { } entity } && Wishes.Paused(entity.Metadata);

    /// <summary>Whether there is an object with this uid.</summary>
    public bool Exists(string uid)
    {
        lock (_gate)
            return _objects.ContainsKey(uid);
    }

    /// <summary>Under what an object goes, or a record whose object is gone.</summary>
    public ObjectKey KeyOf(string uid)
    {
        lock (_gate)
            return _objects.TryGetValue(uid, out var known) ? known.Key : new(null, uid);
    }

    /// <summary>All objects that may mean a permission set, by its ARN or by its name in AWS, as they are now.</summary>
    public IReadOnlyList<Claimant> Claimants(string arn, string awsName)
    {
        var sets = _references.WithArn(arn).Concat(_references.WithAwsName(awsName)).Distinct(StringComparer.Ordinal).ToList();
        lock (_gate)
        {
            var keys = _byArn.Of(arn).Concat(_byReference.Of(ToAws(awsName))).Concat(sets.SelectMany(name => _byReference.Of(ToSet(name))));
            return [.. keys.Concat(_claimants.Values.Where(claimant => claimant.Object is null || claimant.Record is { IsSound: false }).Select(claimant => claimant.Key)).Distinct().Select(key => _claimants[key])];
        }
    }

    /// <summary>Objects that nobody has looked at yet.</summary>
    public IReadOnlyList<AccountAssignment> Newcomers()
    {
        lock (_gate)
            return [.. _claimants.Values.Where(claimant => claimant is { IsDeleting: false, Object.Status: null or { ObservedGeneration: null } }).Select(claimant => claimant.Object).OfType<AccountAssignment>()];
    }

    /// <summary>Remembers what the last look at an object came to, for those who ask later whom something concerns.</summary>
    /// <param name="key">The object.</param>
    /// <param name="outlook">What it asks for.</param>
    /// <param name="hasSurplus">Whether it has in its ledger what it does not want.</param>
    public void Remember(ObjectKey key, Outlook? outlook, bool hasSurplus)
    {
        lock (_gate)
        {
            if (_claimants.TryGetValue(key, out var claimant))
                _notes[key] = new(claimant.Object?.Metadata.Generation, (outlook as Outlook.Open)?.Desired, hasSurplus);
        }
    }

    /// <summary>Objects that refer to a PermissionSet, name the permission set that it manages in AWS, or have something of it recorded.</summary>
    public IReadOnlyList<ObjectKey> Using(PermissionSet set)
    {
        var naming = new[] { ToSet(set.Metadata.Name), ToAws(PermissionSetReferences.AwsNameOf(set)) };
        lock (_gate)
            return [.. naming.SelectMany(_byReference.Of).Concat(set.Status?.Arn is { } arn ? _byArn.Of(arn) : []).Distinct()];
    }

    /// <summary>Objects that have something of a permission set recorded.</summary>
    public IReadOnlyList<ObjectKey> Recording(string arn)
    {
        lock (_gate)
            return [.. _byArn.Of(arn)];
    }

    /// <summary>Objects that name a permission set in AWS that no PermissionSet manages.</summary>
    public IReadOnlyList<ObjectKey> Naming(string awsName)
    {
        lock (_gate)
            return [.. _byReference.Of(ToAws(awsName))];
    }

    /// <summary>Objects that name a user or group.</summary>
    public IReadOnlyList<ObjectKey> Naming(PrincipalName name)
    {
        lock (_gate)
            return [.. _byPrincipal.Of(name)];
    }

    /// <summary>Objects that name a user or group by id, or found it when they last looked for a name.</summary>
    public IReadOnlyList<ObjectKey> Knowing(Principal principal)
    {
        lock (_gate)
            return [.. _byId.Of(principal)];
    }

    /// <inheritdoc/>
    public bool IsNamed(PrincipalName name)
    {
        lock (_gate)
            return _byPrincipal.Has(name);
    }

    /// <inheritdoc/>
    public bool IsNamed(Principal principal)
    {
        lock (_gate)
            return _byId.Has(principal);
    }

    /// <summary>Objects that want an assignment, or have it in their ledgers.</summary>
    public IReadOnlyList<ObjectKey> ConcernedBy(Assignment assignment)
    {
        lock (_gate)
            return [.. _byArn.Of(assignment.PermissionSetArn).Where(key => IsConcerned(key, new(assignment.Pair, IsFirst: false, [assignment])))];
    }

    /// <summary>Objects of a namespace.</summary>
    public IReadOnlyList<ObjectKey> In(string ns)
    {
        lock (_gate)
            return [.. _claimants.Values.Where(claimant => claimant.Namespace == ns).Select(claimant => claimant.Key)];
    }

    /// <summary>Objects that want, or have in their ledgers, what a read of assignments was about.</summary>
    public IReadOnlyList<ObjectKey> ConcernedBy(AssignmentNews news)
    {
        lock (_gate)
        {
            var arns = news.Differing.Select(assignment => assignment.PermissionSetArn).ToHashSet();
            var keys = (news.Scope, news.IsFirst) switch
            {
                (AssignmentScope.Pair pair, _) => _byArn.Of(pair.PermissionSetArn),
                (_, true) => _claimants.Keys,
                _ => arns.SelectMany(_byArn.Of).Distinct(),
            };
            return [.. keys.Where(key => IsConcerned(key, news))];
        }
    }

    /// <summary>Objects whose targets, or whose ledgers' accounts, are others in this organization than when they were last looked at.</summary>
    public IReadOnlyList<ObjectKey> ConcernedBy(OrganizationSnapshot? before, OrganizationSnapshot now)
    {
        var changed = before is null ? null : now.Accounts.Keys.Union(before.Accounts.Keys).Where(id => StateIn(before, id) != StateIn(now, id)).ToHashSet();
        List<(Claimant Claimant, Note? Note)> all;
        lock (_gate)
            all = [.. _claimants.Values.Select(claimant => (claimant, _notes.GetValueOrDefault(claimant.Key)))];
        // Each object's targets are found out anew, which takes its time: nobody has to wait for that.
        return [.. all.Where(one => IsConcerned(one.Claimant, one.Note, changed, now)).Select(one => one.Claimant.Key)];

        static string? StateIn(OrganizationSnapshot organization, string id) => organization.Accounts.GetValueOrDefault(id)?.State;
    }

    /// <summary>
    /// Accounts of ledgers that are not in the organization, where they are so many that the list of accounts may be a wrong one; empty where they are few.
    /// </summary>
    /// <param name="organization">The accounts that there are.</param>
    /// <param name="maxPercent">How large a share of all accounts in ledgers may be missing.</param>
    public IReadOnlySet<string> Shrunk(OrganizationSnapshot organization, int maxPercent)
    {
        lock (_gate)
        {
            var missing = _ledgersByAccount.Keys.Where(id => !organization.Accounts.ContainsKey(id)).ToHashSet(StringComparer.Ordinal);
            return missing.Count >= 2 && missing.Count * 100 > _ledgersByAccount.Count * maxPercent ? missing : new HashSet<string>();
        }
    }

    private Claimant? ClaimantOf(ObjectKey key)
    {
        lock (_gate)
            return _claimants.GetValueOrDefault(key);
    }

    private const string ByAwsName = "by AWS name";
    private const string Unreadable = "unreadable";

    private static string ToSet(string name) => $"PermissionSet {name}";

    private static string ToAws(string name) => $"AWS {name}";

    private bool IsConcerned(ObjectKey key, AssignmentNews news) => (_notes.GetValueOrDefault(key), news.IsFirst) switch
    {
        (null, _) => true,
        ({ } note, true) => MayHold(_claimants[key], note, news.Scope),
        ({ } note, false) => news.Differing.Any(assignment => note.Desired?.State.Contains(assignment) == true || _claimants[key].Ledger?.Contains(assignment) == true),
    };

    private static bool MayHold(Claimant claimant, Note note, AssignmentScope scope) => scope switch
    {
        AssignmentScope.Pair pair => note.Desired?.State is { } state && state.PermissionSetArn == pair.PermissionSetArn && state.Accounts.Contains(pair.AccountId),
        AssignmentScope.Holder holder => note.Desired?.State.Principals.Contains(holder.Principal) == true,
        _ => false,
    } || note.HasSurplus || claimant.Object is null;

    private static bool IsConcerned(Claimant claimant, Note? noted, HashSet<string>? changed, OrganizationSnapshot now) => (claimant.Object, noted) switch
    {
        (null, _) => false,
        (_, null or { Desired: null }) => true,
        // What was edited since is looked at anyway, and may not even be valid.
        ({ } entity, { } note) when note.Generation != entity.Metadata.Generation => true,
        ({ } entity, { Desired: { } desired }) => (now.Parts & Targets.Needs(entity.Spec.Targets)) != Targets.Needs(entity.Spec.Targets)
            || !Targets.Resolve(entity.Spec.Targets, now).Equals(desired.Targets)
            || changed is null
            || claimant.Ledger?.Accounts.Any(changed.Contains) == true,
    };

    // Decoded before the lock: the slow part.
    private void OnChange(Change<AccountAssignment> change)
    {
        var read = change.New is { } stored ? Claimant.Of(stored, null) : null;
        Refresh((change.New ?? change.Old)!.Uid, uid =>
        {
            if (read is null)
                _objects.Remove(uid);
            else
                _objects[uid] = read;
        });
    }

    private void OnRecordChange(string uid) => Refresh(uid, _ => { });

    private void Refresh(string uid, Action<string> change)
    {
        List<ObjectKey> waiting;
        lock (_gate)
        {
            var before = Claimed(uid);
            change(uid);
            var after = WithRecord(uid);
            if (before is not null && before.Key != after?.Key)
                Replace(before.Key, null);
            if (after is not null)
                Replace(after.Key, after);
            var arns = ArnsOf(before).Concat(ArnsOf(after)).ToHashSet();
            waiting = [.. _notes.Where(note => note.Value.HasSurplus && note.Key != after?.Key && Shares(note.Key, arns)).Select(note => note.Key)];
        }

        if (waiting.Count > 0)
            Unsettled?.Invoke(waiting);
    }

    private Claimant? Claimed(string uid) =>
        _objects.TryGetValue(uid, out var known) ? _claimants.GetValueOrDefault(known.Key) : _claimants.GetValueOrDefault(new(null, uid));

    private Claimant? WithRecord(string uid) => (_objects.GetValueOrDefault(uid), _records.Of(uid)) switch
    {
        ({ } known, var record) => known with { Record = record },
        (null, { } record) => Claimant.Of(record),
        _ => null,
    };

    private void Replace(ObjectKey key, Claimant? claimant)
    {
        Count(_claimants.GetValueOrDefault(key), -1);
        Count(claimant, +1);
        Put(key, claimant);
    }

    // One that nobody has looked at yet may be about any permission set.
    private bool Shares(ObjectKey key, HashSet<string> arns) => arns.Count == 0 || ArnsOf(_claimants.GetValueOrDefault(key)).Any(arns.Contains);

    private void Put(ObjectKey key, Claimant? claimant)
    {
        if (claimant is null)
        {
            _claimants.Remove(key);
            _notes.Remove(key);
        }
        else
        {
            _claimants[key] = claimant;
        }

        _byArn.Set(key, ArnsOf(claimant));
        _byReference.Set(key, ReferencesOf(claimant));
        _byPrincipal.Set(key, (claimant?.Object?.Spec.Principals ?? []).Select(Principals.NameIn).OfType<PrincipalName>());
        _byId.Set(key, IdsOf(claimant?.Object));
    }

    private static IEnumerable<string> ArnsOf(Claimant? claimant) =>
        (claimant?.Ledger?.PermissionSetArns ?? []).Concat(claimant?.Object?.Status?.PermissionSetArn is { } arn ? [arn] : []);

    private static IEnumerable<Principal> IdsOf(AccountAssignment? entity) =>
    [
        .. (entity?.Spec.Principals ?? []).Select(Principals.IdIn).OfType<Principal>(),
        .. (entity?.Status?.Principals ?? []).Select(found => new Principal(PrincipalType.KindOf(found.Type), found.Id)),
    ];

    private static IEnumerable<string> ReferencesOf(Claimant? claimant) =>
    [
        .. claimant is { Ledger: null } ? [Unreadable] : Array.Empty<string>(),
        .. claimant?.Object?.Spec.PermissionSetRef is { } set ? [ToSet(set.Name)] : Array.Empty<string>(),
        .. claimant?.Object?.Spec.PermissionSetName is { } name ? [ToAws(name), ByAwsName] : Array.Empty<string>(),
    ];

    private void Count(Claimant? claimant, int sign)
    {
        if (claimant?.Ledger is not { } ledger)
            return;
        foreach (var account in ledger.Accounts)
        {
            if ((_ledgersByAccount[account] = _ledgersByAccount.GetValueOrDefault(account) + sign) == 0)
                _ledgersByAccount.Remove(account);
        }
    }

    /// <summary>What the last look at an object came to.</summary>
    private sealed record Note(long? Generation, AccountAssignmentDesired.Valid? Desired, bool HasSurplus);
}
