using System.Collections.Concurrent;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>What is known of the instance and of the organization around it, each with when it was read. Thread-safe.</summary>
internal sealed class FactStore
{
    private readonly FactTable<string, PermissionSetFacts> permissionSets = new(FactComparer.Same);
    private readonly ConcurrentDictionary<string, KnownName> arnByName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> nameByArn = new(StringComparer.Ordinal);

    /// <summary>Subscribes to the table of permission sets.</summary>
    public FactStore() => permissionSets.Changed += OnChanged;

    /// <summary>Raised after a fact of a permission set changed in substance; carries its ARN and its name.</summary>
    public event Action<string, string>? PermissionSetChanged;

    /// <summary>Assignments, by (account, permission set) pair or by principal; an empty set where there are none.</summary>
    public FactTable<AssignmentScope, IReadOnlySet<Assignment>> Assignments { get; } = new((a, b) => a.SetEquals(b));

    /// <summary>The instance's own settings and Regions, by its ARN.</summary>
    public FactTable<string, InstanceFacts> Instances { get; } = new((a, b) => a == b);

    /// <summary>Who administers the organization, by the instance's ARN.</summary>
    public FactTable<string, AdministrationFacts> Administration { get; } = new((a, b) => a == b);

    /// <summary>The organization's accounts by id.</summary>
    public FactTable<string, AccountFacts> Accounts { get; } = new((a, b) => a == b);

    /// <summary>Ids of users and groups by name.</summary>
    public FactTable<PrincipalName, string> Principals { get; } = new((a, b) => a == b);

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
            ("Account", Accounts.OldestReadAt),
            ("Principal", Principals.OldestReadAt),
        }.Where(kind => kind.ReadAt is not null).Select(kind => (kind.Kind, kind.ReadAt!.Value));

    /// <summary>What is known of a permission set.</summary>
    public Fact<PermissionSetFacts> PermissionSet(string arn) => permissionSets.Of(arn);

    /// <summary>ARN of the set with this name, as far as names are known.</summary>
    public string? ArnOf(string name) => arnByName.TryGetValue(name, out var known) ? known.Arn : null;

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

    /// <summary>
    /// Whether an assignment exists, by the later of the two reads that can tell: of its pair and of its principal. Absent is said only by a read that was complete
    /// and saw all else of that scope.
    /// </summary>
    public Fact<Assignment> Assignment(Assignment assignment)
    {
        var tellers = new[] { Assignments.Of(assignment.Pair), Assignments.Of(assignment.Holder) };
        return tellers.OfType<Fact<IReadOnlySet<Assignment>>.Present>().MaxBy(teller => teller.ReadAt) switch
        {
            null => new Fact<Assignment>.Unknown(),
            { Value: var all } teller when all.Contains(assignment) => new Fact<Assignment>.Present(assignment, teller.ReadAt) { StaleSince = teller.StaleSince },
            { StaleSince: not null } => new Fact<Assignment>.Unknown(),
            var teller => new Fact<Assignment>.Absent(teller.ReadAt),
        };
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
