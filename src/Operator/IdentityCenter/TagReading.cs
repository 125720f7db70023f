using System.Collections.Concurrent;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>The tags of accounts, as far as they were read.</summary>
/// <param name="Tags">By account.</param>
/// <param name="Gone">Accounts that AWS does not know any more.</param>
internal sealed record ReadTags(IReadOnlyDictionary<string, ValueDictionary> Tags, IReadOnlyCollection<string> Gone);

/// <summary>Reads the tags of accounts, a call each. A try that fails is gone on with by the next one, unless that comes much later.</summary>
internal sealed class TagReading(OrganizationReader reader, SteadyClock time)
{
    // Requests under way at a time; how many a second is the budget's to say.
    private const int AtATime = 8;

    private static readonly TimeSpan GoneOnWithin = TimeSpan.FromHours(1);

    private ConcurrentDictionary<string, ValueDictionary> read = new(StringComparer.Ordinal);
    private DateTimeOffset? begunAt;

    /// <summary>Forgets what was read: it was used, or is about another organization.</summary>
    public void Reset() => (read, begunAt) = (new(StringComparer.Ordinal), null);

    /// <summary>Reads what was not read yet.</summary>
    /// <param name="accounts">All accounts.</param>
    /// <param name="priority">How urgent each call is.</param>
    /// <param name="cancellationToken">Stops it; what was read by then is kept.</param>
    public async Task<ReadTags> ReadAsync(IEnumerable<string> accounts, Func<CallPriority> priority, CancellationToken cancellationToken)
    {
        var wanted = accounts.ToList();
        if (begunAt is not { } at || time.GetUtcNow() - at >= GoneOnWithin)
            (read, begunAt) = (new(StringComparer.Ordinal), time.GetUtcNow());
        var (into, gone) = (read, new ConcurrentBag<string>());
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(wanted.Where(account => !into.ContainsKey(account)), options, async (account, token) =>
        {
            if (await reader.TagsAsync(account, priority(), token) is { } tags)
                into[account] = tags;
            else
                gone.Add(account);
        });
        return new(wanted.Where(into.ContainsKey).ToDictionary(account => account, account => into[account], StringComparer.Ordinal), gone);
    }
}
