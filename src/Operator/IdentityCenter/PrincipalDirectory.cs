using System.Collections.Concurrent;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>
/// Finds users and groups in the identity store, by name or by id. What was found is believed for an hour, so that a principal that was recreated under its name is
/// noticed; what was not found for half a minute at first, since provisioning from an identity provider may bring it any moment, and for as long as it has been missed later.
/// Whatever somebody still asks for the sweep keeps fresh: all groups with one list, users one by one, or with a list where they are very many. <see cref="FactStore.Principals"/> and
/// <see cref="FactStore.PrincipalNames"/> tell of changes. Thread-safe.
/// </summary>
internal sealed class PrincipalDirectory(PrincipalLookup lookup, DirectoryList list, FactStore facts, OperatorSettings settings, SteadyClock time)
{
    /// <summary>For how long an id is believed.</summary>
    public static readonly TimeSpan FoundFor = TimeSpan.FromHours(1);

    /// <summary>For how long an absence is believed at first.</summary>
    public static readonly TimeSpan MissedFor = TimeSpan.FromSeconds(30);

    /// <summary>For how long an absence is believed at most.</summary>
    public static readonly TimeSpan LongestMissedFor = TimeSpan.FromMinutes(15);

    // Users whom no object names are looked at once a day, and so many of them in each sweep at least.
    private const int OthersAtLeast = 100;

    // More users than that are not looked up one by one: a list of all has as many in a tenth of the calls, or fewer.
    private const int ManyUsers = 1000;

    // Names of users that are in no list and that nobody has looked for yet, of which each look at everything asks for so many.
    private const int UnknownAtATime = 500;

    private readonly ConcurrentDictionary<PrincipalName, bool> names = new();
    private readonly ConcurrentDictionary<Principal, bool> ids = new();
    private readonly ConcurrentDictionary<object, DateTimeOffset> missedSince = new();
    private readonly List<IPrincipalInterest> interests = [];
    private readonly ConcurrentDictionary<Principal, DateTimeOffset> uncertain = new();
    private readonly ConcurrentDictionary<Principal, bool> proven = new();

    /// <summary>Whether anybody asked for a group so far.</summary>
    public bool HasGroups => names.Keys.Any(name => name.Kind is PrincipalKind.Group) || ids.Keys.Any(id => id.Kind is PrincipalKind.Group);

    /// <summary>The users that anybody asked for, as far as they were found.</summary>
    public IReadOnlyList<Principal> Users =>
    [
        .. from name in names.Keys where name.Kind is PrincipalKind.User let found = facts.Principals.Of(name) as Fact<string>.Present where found is not null select new Principal(PrincipalKind.User, found.Value),
        .. ids.Keys.Where(id => id.Kind is PrincipalKind.User && facts.PrincipalNames.Of(id) is Fact<string>.Present),
    ];

    /// <summary>From now on only those are kept that somebody of these still asks for. To be called before anything runs.</summary>
    public void Serve(IPrincipalInterest interest) => interests.Add(interest);

    /// <summary>What is known of a name, however old; makes no call, but has the sweep look for it from now on.</summary>
    public Fact<string> Known(PrincipalName name)
    {
        names.TryAdd(name, true);
        return facts.Principals.Of(name);
    }

    /// <summary>What is known of an id, however old; makes no call, but has the sweep look for it from now on.</summary>
    public Fact<string> Known(Principal principal)
    {
        ids.TryAdd(principal, true);
        return facts.PrincipalNames.Of(principal);
    }

    /// <summary>Whether a name need not be looked up now, since what is known of it is good enough, or was read at or after this time.</summary>
    public bool IsKnown(PrincipalName name, DateTimeOffset since) => IsGood(name, Known(name), since);

    /// <summary>Whether an id need not be looked up now, since what is known of it is good enough, or was read at or after this time.</summary>
    public bool IsKnown(Principal principal, DateTimeOffset since) =>
        IsGood(principal, Known(principal), since) || (uncertain.TryGetValue(principal, out var asked) && (asked >= since || time.GetUtcNow() - asked < MissedFor));

    /// <summary>Whether a name was looked up at or after this time.</summary>
    public bool IsRead(PrincipalName name, DateTimeOffset since) => ReadAt(Known(name)) >= since;

    /// <summary>Whether an id was looked up at or after this time.</summary>
    public bool IsRead(Principal principal, DateTimeOffset since) => ReadAt(Known(principal)) >= since;

    /// <summary>The id of a principal, from memory or by one call; Absent where the store has none of that name.</summary>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">AWS refused, which says nothing about the principal.</exception>
    public async Task<Fact<string>> FindAsync(PrincipalName name, CancellationToken cancellationToken)
    {
        if (!IsKnown(name, DateTimeOffset.MaxValue))
            await LookAsync(name, CallPriority.Edit, cancellationToken);
        return facts.Principals.Of(name);
    }

    /// <summary>The name of the principal with this id, from memory or by one call; Absent where the store has none.</summary>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">AWS refused, which says nothing about the principal.</exception>
    public async Task<Fact<string>> ExistsAsync(Principal principal, CancellationToken cancellationToken)
    {
        if (!IsKnown(principal, DateTimeOffset.MaxValue))
            await LookAsync(principal, CallPriority.Edit, cancellationToken);
        return facts.PrincipalNames.Of(principal);
    }

    /// <summary>Whether a user could not sign in when the id was last asked for.</summary>
    public bool IsDisabled(Principal principal) => lookup.IsDisabled(principal);

    /// <summary>
    /// Whether it was asked for and AWS says neither that it is there nor that it is gone: its directory does not answer for one principal by its id, and lists none such.
    /// </summary>
    public bool IsUncertain(Principal principal) => uncertain.ContainsKey(principal);

    /// <summary>Whether it is gone beyond doubt: AWS said so of this very id, and lists it no more.</summary>
    public bool IsProvenGone(Principal principal) => proven.GetValueOrDefault(principal) && facts.PrincipalNames.Of(principal) is Fact<string>.Absent;

    /// <summary>Names in the directory that somebody may have meant who wrote one that it lacks, as a sentence; null where none is near, or no list was read.</summary>
    public string? NearTo(PrincipalName name) => list.NearTo(name);

    /// <summary>The id of a principal, by one call, whatever is known; Absent where the store has none of that name.</summary>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">AWS refused, which says nothing about the principal.</exception>
    public async Task<Fact<string>> AskAsync(PrincipalName name, CancellationToken cancellationToken)
    {
        await LookAsync(name, CallPriority.Edit, cancellationToken);
        return facts.Principals.Of(name);
    }

    /// <summary>The name of the principal with this id, by one call, whatever is known; Absent where the store has none.</summary>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">AWS refused, which says nothing about the principal.</exception>
    public async Task<Fact<string>> AskAsync(Principal principal, CancellationToken cancellationToken)
    {
        await LookAsync(principal, CallPriority.Edit, cancellationToken);
        return facts.PrincipalNames.Of(principal);
    }

    /// <summary>Forgets whom nobody asks for any more: an object that is gone, or names others now, is no reason to look for ever for whom it named once.</summary>
    public void ForgetOthers()
    {
        if (interests.Count == 0)
            return;
        foreach (var name in names.Keys.Where(name => !interests.Exists(interest => interest.IsNamed(name))))
        {
            names.TryRemove(name, out _);
            missedSince.TryRemove(name, out _);
            facts.Principals.Remove(name);
        }

        // Who holds something stays known by name, whoever gave it.
        var holders = facts.AssignmentHolders.ToHashSet();
        foreach (var id in ids.Keys.Where(id => !holders.Contains(id) && !IsNamed(id)))
        {
            ids.TryRemove(id, out _);
            missedSince.TryRemove(id, out _);
            uncertain.TryRemove(id, out _);
            proven.TryRemove(id, out _);
            facts.PrincipalNames.Remove(id);
        }
    }

    /// <summary>Forgets everybody: another directory knows others.</summary>
    public void Reset()
    {
        names.Clear();
        ids.Clear();
        missedSince.Clear();
        uncertain.Clear();
        proven.Clear();
        lookup.Reset();
        list.Reset();
    }

    /// <inheritdoc cref="RefreshGroupsAsync(Func{string, Func{Task}, Task}, CancellationToken)"/>
    public Task<List<string>> RefreshGroupsAsync(CancellationToken cancellationToken) => RefreshGroupsAsync((_, look) => look(), cancellationToken);

    /// <summary>Lists all groups, which tells of each that anybody asked for that it exists, and asks for those by themselves that it lacks; returns the ids of all.</summary>
    /// <param name="ask">Makes one look-up, and answers for its failure.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">The list could not be read to its end; what was known stays.</exception>
    public async Task<List<string>> RefreshGroupsAsync(Func<string, Func<Task>, Task> ask, CancellationToken cancellationToken)
    {
        var (groups, readAt) = await list.ReadAsync(PrincipalKind.Group, CallPriority.Sweep, cancellationToken);
        var nameOf = groups.DistinctBy(group => group.Id).ToDictionary(group => group.Id, group => group.Name, StringComparer.Ordinal);
        var idOf = groups.DistinctBy(group => group.Name, StringComparer.Ordinal).ToDictionary(group => group.Name, group => group.Id, StringComparer.Ordinal);
        var doubtfulIds = ids.Keys.Where(id => id.Kind is PrincipalKind.Group && !TryPut(facts.PrincipalNames, id, nameOf.GetValueOrDefault(id.Id), readAt)).ToList();
        var doubtfulNames = names.Keys.Where(name => name.Kind is PrincipalKind.Group && !TryPut(facts.Principals, name, idOf.GetValueOrDefault(name.Name), readAt)).ToList();
        foreach (var name in doubtfulNames)
            await ask($"group {Quoted.Text(name.Name)}", () => LookAsync(name, CallPriority.Sweep, cancellationToken));
        foreach (var id in doubtfulIds)
            await ask(Named.Principal("group", id.Id, (facts.PrincipalNames.Of(id) as Fact<string>.Present)?.Value), () => LookAsync(id, CallPriority.Sweep, cancellationToken));
        return [.. nameOf.Keys];
    }

    /// <summary>Looks again for each user whom somebody asks for, and for some of those who just hold something.</summary>
    /// <param name="ask">Makes one look-up, and answers for its failure.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RefreshUsersAsync(Func<string, Func<Task>, Task> ask, CancellationToken cancellationToken)
    {
        var named = names.Keys.Where(name => name.Kind is PrincipalKind.User).ToList();
        var users = ids.Keys.Where(id => id.Kind is PrincipalKind.User).ToLookup(IsNamed);
        var known = users[true].ToList();
        if (named.Count + known.Count > ManyUsers)
            await ask("users", async () => (named, known) = await InListOfUsersAsync(named, known, cancellationToken));
        foreach (var name in named)
            await ask($"user {Quoted.Text(name.Name)}", () => LookAsync(name, CallPriority.Sweep, cancellationToken));
        foreach (var id in known.Concat(Some([.. users[false]])))
            await ask(Named.Principal("user", id.Id, (facts.PrincipalNames.Of(id) as Fact<string>.Present)?.Value), () => LookAsync(id, CallPriority.Sweep, cancellationToken));
    }

    // So many are found in one list of all, that tells of a hundred with each call: what objects name must not make a look at everything longer than what there is. Who is there
    // by what is known, and not listed, is asked for by himself; of names that nobody has looked for yet, so many at a time.
    private async Task<(List<PrincipalName> Names, List<Principal> Ids)> InListOfUsersAsync(List<PrincipalName> named, List<Principal> known, CancellationToken cancellationToken)
    {
        var (entries, readAt) = await list.ReadAsync(PrincipalKind.User, CallPriority.Sweep, cancellationToken);
        var nameOf = entries.DistinctBy(user => user.Id).ToDictionary(user => user.Id, user => user.Name, StringComparer.Ordinal);
        var idOf = entries.DistinctBy(user => user.Name, StringComparer.Ordinal).ToDictionary(user => user.Name, user => user.Id, StringComparer.Ordinal);
        var doubtful = named.Where(name => !TryPut(facts.Principals, name, idOf.GetValueOrDefault(name.Name), readAt)).ToLookup(name => facts.Principals.Of(name) is Fact<string>.Present);
        return ([.. doubtful[true], .. doubtful[false].Take(UnknownAtATime)], known.Where(id => !TryPut(facts.PrincipalNames, id, nameOf.GetValueOrDefault(id.Id), readAt)).ToList());
    }

    // That a group is gone is not believed of a list alone: one that comes back short would take people's access away, and AWS does not say how it compares names.
    private static bool TryPut<TKey>(FactTable<TKey, string> table, TKey key, string? value, DateTimeOffset readAt)
        where TKey : notnull
    {
        if (value is null && table.Of(key) is not Fact<string>.Absent)
        {
            return false;
        }

        table.Put(key, value is null ? new Fact<string>.Absent(readAt) : new Fact<string>.Present(value, readAt));
        return true;
    }

    private bool IsNamed(Principal id) => interests.Count == 0 || interests.Exists(interest => interest.IsNamed(id));

    // Those who were looked at longest ago.
    private IEnumerable<Principal> Some(List<Principal> others) =>
        others.OrderBy(id => facts.PrincipalNames.Of(id) switch
        {
            Fact<string>.Present found => found.ReadAt,
            Fact<string>.Absent missed => missed.ReadAt,
            _ => DateTimeOffset.MinValue,
        }).Take(Math.Max(OthersAtLeast, (int)Math.Ceiling(others.Count * (settings.SweepInterval / TimeSpan.FromDays(1)))));

    private static DateTimeOffset ReadAt(Fact<string> known) => known switch
    {
        Fact<string>.Present { StaleSince: null } found => found.ReadAt,
        Fact<string>.Absent missed => missed.ReadAt,
        _ => DateTimeOffset.MinValue,
    };

    private bool IsGood(object key, Fact<string> known, DateTimeOffset since) => known switch
    {
        Fact<string>.Present { StaleSince: null } found => found.ReadAt >= since || time.GetUtcNow() - found.ReadAt < FoundFor,
        Fact<string>.Absent missed => missed.ReadAt >= since || time.GetUtcNow() - missed.ReadAt < BelievedFor(key, missed),
        _ => false,
    };

    private TimeSpan BelievedFor(object key, Fact<string>.Absent missed) => (missed.ReadAt - missedSince.GetValueOrDefault(key, missed.ReadAt)) switch
    {
        var age when age < MissedFor => MissedFor,
        var age when age > LongestMissedFor => LongestMissedFor,
        var age => age,
    };

    private async Task LookAsync(PrincipalName name, CallPriority priority, CancellationToken cancellationToken)
    {
        var read = await lookup.IdOfAsync(name, priority, cancellationToken);
        Note(name, read);
        facts.Principals.Put(name, read);
    }

    private async Task LookAsync(Principal principal, CallPriority priority, CancellationToken cancellationToken)
    {
        var read = await lookup.NameOfAsync(principal, facts.PrincipalNames.Of(principal) is Fact<string>.Absent, priority, cancellationToken);
        if (read is not PrincipalAnswer.Is { Fact: var fact })
        {
            uncertain[principal] = time.GetUtcNow();
            return;
        }

        uncertain.TryRemove(principal, out _);
        proven[principal] = read is PrincipalAnswer.Is { IsProof: true };
        Note(principal, fact);
        facts.PrincipalNames.Put(principal, fact);
    }

    private void Note(object key, Fact<string> read)
    {
        if (read is Fact<string>.Absent missed)
            missedSince.TryAdd(key, missed.ReadAt);
        else
            missedSince.TryRemove(key, out _);
    }
}

/// <summary>Who still asks for principals.</summary>
internal interface IPrincipalInterest
{
    /// <summary>Whether somebody names a user or group so.</summary>
    bool IsNamed(PrincipalName name);

    /// <summary>Whether somebody names a user or group by id, or found it by a name.</summary>
    bool IsNamed(Principal principal);
}
