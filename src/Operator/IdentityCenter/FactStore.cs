using System.Collections.Concurrent;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>What is known of the instance and of its directory, each with when it was read. Thread-safe.</summary>
internal sealed class FactStore
{
    // An account is looked at again after that long: right after the last assignment it still has the set.
    private static readonly TimeSpan DeprovisionedWithin = TimeSpan.FromSeconds(5);

    private readonly AssignmentFacts assignments = new();
    private readonly FactTable<string, PermissionSetFacts> permissionSets = new(FactComparer.Same);
    private readonly ConcurrentDictionary<string, KnownName> arnByName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> nameByArn = new(StringComparer.Ordinal);

    /// <summary>Subscribes to the table of permission sets.</summary>
    public FactStore() => permissionSets.Changed += OnChanged;

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

    /// <inheritdoc cref="FactTable{TKey, TValue}.MarkStale"/>
    public void MarkStale(string arn, DateTimeOffset writtenAt) => permissionSets.MarkStale(arn, writtenAt);

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
        foreach (var (name, known) in arnByName.Where(pair => !exist.Contains(pair.Value.Arn) && pair.Value.ReadAt < readAt))
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
    /// known of such a pair would stay for ever, since nobody reads it again.
    /// </summary>
    public void ConcludeAssignments()
    {
        foreach (var set in assignments.Pairs.GroupBy(pair => pair.PermissionSetArn))
        {
            switch (PermissionSet(set.Key))
            {
                case Fact<PermissionSetFacts>.Absent gone:
                    PutAll(set, new Fact<IReadOnlySet<Assignment>>.Absent(gone.ReadAt));
                    break;
                case Fact<PermissionSetFacts>.Present { StaleSince: null } known:
                    var accounts = known.Value.CurrentAccounts.Concat(known.Value.OutdatedAccounts).ToHashSet();
                    PutAll(set.Where(pair => !accounts.Contains(pair.AccountId)), new Fact<IReadOnlySet<Assignment>>.Present(new HashSet<Assignment>(), known.ReadAt));
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
    public void MarkStale(Assignment assignment, DateTimeOffset writtenAt) => assignments.MarkStale(assignment, writtenAt);

    /// <inheritdoc cref="AssignmentFacts.Of"/>
    public Fact<Assignment> Assignment(Assignment assignment) => assignments.Of(assignment);

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
