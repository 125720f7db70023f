using System.Collections.Concurrent;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>What is known of the instance and of its directory, each with when it was read. Thread-safe.</summary>
internal sealed class FactStore
{
    // An account is looked at again after that long: right after the last assignment it still has the set.
    private static readonly TimeSpan DeprovisionedWithin = TimeSpan.FromSeconds(5);

    private readonly Settling settling;
    private readonly AssignmentFacts assignments;
    private readonly FactTable<string, PermissionSetFacts> permissionSets;
    private readonly ConcurrentDictionary<string, KnownName> arnByName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> nameByArn = new(StringComparer.Ordinal);

    /// <summary>Creates a store that knows nothing.</summary>
    /// <param name="settling">How soon after a write AWS may not show it yet; null where nobody here writes.</param>
    public FactStore(Settling? settling = null)
    {
        this.settling = settling ?? Settling.None;
        assignments = new(this.settling);
        permissionSets = new(FactComparer.Same, this.settling);
        permissionSets.Changed += OnChanged;
    }

    /// <summary>Raised after a fact of a permission set changed in substance; carries its ARN and its name.</summary>
    public event Action<string, string>? PermissionSetChanged;

    /// <summary>
    /// Raised when accounts are likely to have got or lost a permission set, of which what is known is stale then; carries its ARN, and when to look at the earliest. AWS
    /// tells nobody: it brings a set to an account with the first assignment there, and takes it away some time after the last one.
    /// </summary>
    public event Action<string, DateTimeOffset>? AccountsInDoubt;

    /// <summary>Assignments as they were read, by (account, permission set) pair or by principal; an empty set where there are none.</summary>
    public FactTable<AssignmentScope, IReadOnlySet<Assignment>> Assignments => assignments.Reads;

    /// <inheritdoc cref="AssignmentFacts.Holders"/>
    public IReadOnlyCollection<Principal> AssignmentHolders => assignments.Holders;

    /// <summary>Raised after a read told something new about assignments, beyond what operations of this process had told already.</summary>
    public event Action<AssignmentNews>? AssignmentsChanged
    {
        add => assignments.Changed += value;
        remove => assignments.Changed -= value;
    }

    /// <summary>The instance's own settings and Regions, by its ARN.</summary>
    public FactTable<string, InstanceFacts> Instances { get; } = new((a, b) => a == b);

    /// <summary>Attributes for access control, by the instance's ARN.</summary>
    public FactTable<string, AttributeFacts> Attributes { get; } = new((a, b) => a == b);

    /// <summary>Who administers the organization, by the instance's ARN.</summary>
    public FactTable<string, AdministrationFacts> Administration { get; } = new((a, b) => a == b);

    /// <summary>Ids of users and groups by name.</summary>
    public FactTable<PrincipalName, string> Principals { get; } = new((a, b) => a == b);

    /// <summary>Names of users and groups by id.</summary>
    public FactTable<Principal, string> PrincipalNames { get; } = new((a, b) => a == b);

    /// <summary>When the names of all permission sets were last read completely; null before the first time.</summary>
    public DateTimeOffset? NamesReadAt { get; private set; }

    /// <summary>Everything known of the sets that exist.</summary>
    public IEnumerable<Fact<PermissionSetFacts>.Present> PermissionSets => permissionSets.Present.Select(pair => pair.Value);

    /// <summary>When the oldest fact of each kind was read.</summary>
    public IEnumerable<(string Kind, DateTimeOffset ReadAt)> Oldest =>
        new (string Kind, DateTimeOffset? ReadAt)[]
        {
            ("PermissionSet", permissionSets.OldestReadAt),
            ("Assignments", Assignments.OldestReadAt),
            ("Instance", Instances.OldestReadAt),
            ("Principal", Principals.OldestReadAt),
        }.Where(kind => kind.ReadAt is not null).Select(kind => (kind.Kind, kind.ReadAt!.Value));

    /// <summary>Whether the last complete list of permission sets had this ARN; null before the first such list.</summary>
    public bool? IsListed(string arn) => permissionSets.IsListed(arn);

    /// <summary>What is known of a permission set.</summary>
    public Fact<PermissionSetFacts> PermissionSet(string arn) => permissionSets.Of(arn);

    /// <summary>ARN of the set with this name, as far as names are known.</summary>
    public string? ArnOf(string name) => arnByName.TryGetValue(name, out var known) ? known.Arn : null;

    /// <summary>Name of the set with this ARN, as far as names are known.</summary>
    public string? NameOf(string arn) => nameByArn.GetValueOrDefault(arn);

    /// <summary>ARNs of the permission sets whose names are known.</summary>
    public IReadOnlyCollection<string> Arns => [.. nameByArn.Keys];

    /// <summary>Whether the name of this ARN is known.</summary>
    public bool HasName(string arn) => nameByArn.ContainsKey(arn);

    /// <summary>Takes a fresh read. A read that began earlier than the one the store holds is ignored: it may have seen less.</summary>
    public void Put(string arn, Fact<PermissionSetFacts> fact) => permissionSets.Put(arn, fact);

    /// <summary>Takes a permission set that this process has made.</summary>
    public void PutCreated(PermissionSetFacts set, DateTimeOffset at) => permissionSets.PutWritten(set.Arn, new(set, at));

    /// <inheritdoc cref="FactTable{TKey, TValue}.MarkStale"/>
    public void MarkStale(string arn, DateTimeOffset writtenAt, bool? exists = null) => permissionSets.MarkStale(arn, writtenAt, exists);

    /// <summary>Somebody outside (a notification of CloudTrail, for example) says that a permission set changed.</summary>
    public void MarkDirty(string arn, DateTimeOffset at) => permissionSets.MarkDirty(arn, at);

    /// <summary>Remembers a name that was read alone.</summary>
    public void PutName(string arn, string name, DateTimeOffset readAt)
    {
        if (nameByArn.TryGetValue(arn, out var former) && former != name)
        {
            arnByName.TryRemove(former, out _);
        }

        nameByArn[arn] = name;
        arnByName[name] = new(arn, readAt);
    }

    /// <summary>A complete list of the ARNs that exist: the others are gone. Names are known completely once each of these ARNs has one.</summary>
    public void PutListing(IReadOnlyCollection<string> arns, DateTimeOffset readAt)
    {
        permissionSets.PutListing(arns, readAt);
        var exist = arns.ToHashSet(StringComparer.Ordinal);
        // One that a list does not show so soon after it was made is there all the same.
        foreach (var (name, known) in arnByName.Where(pair => !exist.Contains(pair.Value.Arn) && pair.Value.ReadAt < readAt && PermissionSet(pair.Value.Arn) is not Fact<PermissionSetFacts>.Present))
        {
            ForgetName(known.Arn, name);
        }

        if (arns.All(HasName) && !(NamesReadAt > readAt))
        {
            NamesReadAt = readAt;
        }
    }

    /// <inheritdoc cref="AssignmentFacts.Put"/>
    public void PutAssignments(AssignmentScope scope, Fact<IReadOnlySet<Assignment>> fact) => assignments.Put(scope, fact);

    /// <summary>
    /// Concludes what the permission sets say of assignments: none is left of a set that is gone, nor in an account that does not have the set. Without it, what was
    /// known of such a pair would stay for ever, since nobody reads it again. A list of the pair from a moment before is not overruled: the next time is soon enough.
    /// </summary>
    /// <param name="unseen">An account of which AWS may not tell this caller that it has a set; null for none.</param>
    public void ConcludeAssignments(string? unseen = null)
    {
        foreach (var set in assignments.Pairs.Where(pair => pair.AccountId != unseen).GroupBy(pair => pair.PermissionSetArn))
        {
            switch (PermissionSet(set.Key))
            {
                case Fact<PermissionSetFacts>.Absent gone:
                    PutAll(set.Where(pair => IsOlder(pair, gone.ReadAt)), new Fact<IReadOnlySet<Assignment>>.Absent(gone.ReadAt));
                    break;
                case Fact<PermissionSetFacts>.Present { StaleSince: null } known:
                    var accounts = known.Value.CurrentAccounts.Concat(known.Value.OutdatedAccounts).ToHashSet();
                    PutAll(set.Where(pair => !accounts.Contains(pair.AccountId) && IsOlder(pair, known.ReadAt)), new Fact<IReadOnlySet<Assignment>>.Present(new HashSet<Assignment>(), known.ReadAt));
                    break;
            }
        }
    }

    /// <inheritdoc cref="AssignmentFacts.Confirm"/>
    public void Confirm(Assignment assignment, bool exists, DateTimeOffset at)
    {
        assignments.Confirm(assignment, exists, at);
        DoubtAccounts(assignment, exists, at);
    }

    /// <summary>An assignment was made, may have been, or was taken away: doubts which accounts have its permission set, if that may have changed by it.</summary>
    public void DoubtAccounts(Assignment assignment, bool exists, DateTimeOffset at)
    {
        var set = (PermissionSet(assignment.PermissionSetArn) as Fact<PermissionSetFacts>.Present)?.Value;
        var has = set is not null && (set.CurrentAccounts.Contains(assignment.AccountId) || set.OutdatedAccounts.Contains(assignment.AccountId));
        if (exists ? !has : has && !assignments.HasAny(assignment.Pair))
            DoubtAccounts(assignment.PermissionSetArn, exists ? at : at + DeprovisionedWithin);
    }

    /// <summary>Doubts which accounts have a permission set: what began to be read before <paramref name="at"/> does not count.</summary>
    public void DoubtAccounts(string arn, DateTimeOffset at)
    {
        MarkStale(arn, at);
        AccountsInDoubt?.Invoke(arn, at);
    }

    /// <inheritdoc cref="AssignmentFacts.MarkStale"/>
    public void MarkStale(Assignment assignment, DateTimeOffset writtenAt, bool hasEffect = true) => assignments.MarkStale(assignment, writtenAt, hasEffect);

    /// <inheritdoc cref="AssignmentFacts.IsDoubted"/>
    public bool IsDoubted(Assignment assignment) => assignments.IsDoubted(assignment);

    /// <inheritdoc cref="AssignmentFacts.Tell"/>
    public void Tell(Assignment assignment) => assignments.Tell(assignment);

    /// <inheritdoc cref="AssignmentFacts.PairsOf"/>
    public IReadOnlyList<AssignmentScope.Pair> PairsOf(Principal principal) => assignments.PairsOf(principal);

    /// <inheritdoc cref="AssignmentFacts.MayBeAbsent"/>
    public bool? MayBeAbsent(Assignment assignment, DateTimeOffset readAt) => assignments.MayBeAbsent(assignment, readAt);

    /// <summary>Whether what was made a moment before this process began might not be shown yet by a read that begins then: nothing must be given up for ever on it.</summary>
    public bool IsTooEarly(DateTimeOffset readAt) => settling.IsTooEarly(readAt, settling.Since);

    /// <summary>Begins anew, with another instance: nothing that is known, or was read before, is about that one. Nobody is told of it.</summary>
    public void Clear(DateTimeOffset at)
    {
        assignments.Clear(at);
        permissionSets.Clear(at);
        Instances.Clear(at);
        Attributes.Clear(at);
        Administration.Clear(at);
        Principals.Clear(at);
        PrincipalNames.Clear(at);
        arnByName.Clear();
        nameByArn.Clear();
        NamesReadAt = null;
    }

    /// <inheritdoc cref="AssignmentFacts.Of"/>
    public Fact<Assignment> Assignment(Assignment assignment) => assignments.Of(assignment);

    private bool IsOlder(AssignmentScope.Pair pair, DateTimeOffset readAt) =>
        Assignments.Of(pair) is not Fact<IReadOnlySet<Assignment>>.Present list || !settling.IsTooEarly(readAt, list.ReadAt);

    private void PutAll(IEnumerable<AssignmentScope.Pair> pairs, Fact<IReadOnlySet<Assignment>> fact)
    {
        foreach (var pair in pairs)
        {
            PutAssignments(pair, fact);
        }
    }

    private void OnChanged(string arn, Fact<PermissionSetFacts> before, Fact<PermissionSetFacts> after)
    {
        if (after is Fact<PermissionSetFacts>.Present present)
        {
            PutName(arn, present.Value.Name, present.ReadAt);
            PermissionSetChanged?.Invoke(arn, present.Value.Name);
        }
        else if (nameByArn.TryGetValue(arn, out var name))
        {
            ForgetName(arn, name);
            PermissionSetChanged?.Invoke(arn, name);
        }
    }

    private void ForgetName(string arn, string name)
    {
        nameByArn.TryRemove(arn, out _);
        if (arnByName.TryGetValue(name, out var known) && known.Arn == arn)
        {
            arnByName.TryRemove(new(name, known));
        }
    }

    private sealed record KnownName(string Arn, DateTimeOffset ReadAt);
}
