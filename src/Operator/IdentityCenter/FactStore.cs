using System.Collections.Concurrent;
namespace IdentityCenterOperator.IdentityCenter;

/// <summary>
/// What is known of the instance, with when it was read. Facts change by a read (the sweep's, or one on demand) and by nothing else; a read that failed leaves the
/// old fact in place. Thread-safe.
/// </summary>
internal sealed class FactStore
{
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, Fact<PermissionSetFacts>> permissionSets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> arnByName = new(StringComparer.Ordinal);

    /// <summary>Raised after a fact of a permission set changed in substance; carries its ARN and its name.</summary>
    public event Action<string, string>? PermissionSetChanged;

    /// <summary>When the names of all permission sets were last read completely; null before the first time.</summary>
    public DateTimeOffset? NamesReadAt { get; private set; }

    /// <summary>What is known of a permission set.</summary>
    public Fact<PermissionSetFacts> PermissionSet(string arn) =>
        permissionSets.GetValueOrDefault(arn) ?? new Fact<PermissionSetFacts>.Unknown();

    /// <summary>ARN of the set with this name, as far as names are known.</summary>
    public string? ArnOf(string name) => arnByName.GetValueOrDefault(name);

    /// <summary>Whether the name of this ARN is known.</summary>
    public bool HasName(string arn) => PermissionSet(arn) is Fact<PermissionSetFacts>.Present || arnByName.Values.Contains(arn);

    /// <summary>Everything known of the sets that exist.</summary>
    public IEnumerable<Fact<PermissionSetFacts>.Present> PermissionSets => permissionSets.Values.OfType<Fact<PermissionSetFacts>.Present>();

    /// <summary>Takes a fresh read. A read that began earlier than the one the store holds is ignored: it may have seen less.</summary>
    public void Put(string arn, Fact<PermissionSetFacts> fact)
    {
        Fact<PermissionSetFacts> before;
        lock (gate)
        {
            before = PermissionSet(arn);
            if (ReadAt(before) is { } known && ReadAt(fact) is { } read && read < known)
            {
                return;
            }

            fact = StillStale(before, fact);
            permissionSets[arn] = fact;
            Index(arn, before, fact);
        }

        if (Differ(before, fact) && (Name(fact) ?? Name(before)) is { } name)
        {
            PermissionSetChanged?.Invoke(arn, name);
        }
    }

    /// <summary>
    /// Says that a set is being written to: whatever happens to that write, what is known of the set has to be read again, by a read that begins at or after
    /// <paramref name="writtenAt"/>. To be called before the first write and after the last.
    /// </summary>
    public void MarkStale(string arn, DateTimeOffset writtenAt)
    {
        lock (gate)
        {
            if (PermissionSet(arn) is Fact<PermissionSetFacts>.Present present)
            {
                permissionSets[arn] = present with { StaleSince = writtenAt };
            }
        }
    }

    /// <summary>Remembers a name that was read alone.</summary>
    public void PutName(string arn, string name) => arnByName[name] = arn;

    /// <summary>A complete list of the ARNs that exist: the others are gone, and every name is known.</summary>
    public void PutListing(IReadOnlyCollection<string> arns, DateTimeOffset readAt)
    {
        var exist = arns.ToHashSet(StringComparer.Ordinal);
        foreach (var (arn, fact) in permissionSets)
        {
            if (!exist.Contains(arn) && fact is Fact<PermissionSetFacts>.Present && ReadAt(fact) < readAt)
            {
                Put(arn, new Fact<PermissionSetFacts>.Absent(readAt));
            }
        }

        foreach (var (name, arn) in arnByName)
        {
            if (!exist.Contains(arn) && PermissionSet(arn) is not Fact<PermissionSetFacts>.Present)
            {
                arnByName.TryRemove(new(name, arn));
            }
        }

        NamesReadAt = readAt;
    }

    // A read that began before a write ended may have seen less than the write did.
    private static Fact<PermissionSetFacts> StillStale(Fact<PermissionSetFacts> before, Fact<PermissionSetFacts> after) => (before, after) switch
    {
        (Fact<PermissionSetFacts>.Present { StaleSince: { } since }, Fact<PermissionSetFacts>.Present present) when present.ReadAt < since =>
            present with { StaleSince = since },
        _ => after,
    };

    private static DateTimeOffset? ReadAt(Fact<PermissionSetFacts> fact) => fact switch
    {
        Fact<PermissionSetFacts>.Present present => present.ReadAt,
        Fact<PermissionSetFacts>.Absent absent => absent.ReadAt,
        _ => null,
    };

    private static string? Name(Fact<PermissionSetFacts> fact) => (fact as Fact<PermissionSetFacts>.Present)?.Value.Name;

    private static bool Differ(Fact<PermissionSetFacts> before, Fact<PermissionSetFacts> after) => (before, after) switch
    {
        (Fact<PermissionSetFacts>.Present b, Fact<PermissionSetFacts>.Present a) => !FactComparer.Same(b.Value, a.Value),
        (Fact<PermissionSetFacts>.Absent, Fact<PermissionSetFacts>.Absent) => false,
        _ => true,
    };

    private void Index(string arn, Fact<PermissionSetFacts> before, Fact<PermissionSetFacts> after)
    {
        if (Name(before) is { } former && Name(after) != former)
        {
            arnByName.TryRemove(new(former, arn));
        }

        if (Name(after) is { } name)
        {
            arnByName[name] = arn;
        }
    }
}
