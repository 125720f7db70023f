using System.Collections.Concurrent;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>
/// Keeps what is known of the organization as one value, which changes only by a read that was complete. A part that nobody asks for is never read; one that somebody
/// asked for once is kept fresh by the sweep. Thread-safe; callers at the same time share a read.
/// </summary>
internal sealed class OrganizationDirectory(OrganizationReader reader, SteadyClock time)
{
    // Requests under way at a time; how many a second is the budget's to say.
    private const int AtATime = 8;

    private readonly SemaphoreSlim one = new(1);
    private volatile OrganizationSnapshot? current;
    private int wanted;

    /// <summary>Raised after the organization was found to be another, or a part of it was read for the first time: what was known, null at first, and what is.</summary>
    public event Action<OrganizationSnapshot?, OrganizationSnapshot>? Changed;

    /// <summary>What is known; null before the first read.</summary>
    public OrganizationSnapshot? Current => current;

    /// <summary>The parts that anybody asked for so far.</summary>
    public OrganizationParts Wanted => (OrganizationParts)Volatile.Read(ref wanted);

    /// <summary>Has the sweep read these parts and keep them fresh; makes no call.</summary>
    public void Want(OrganizationParts parts) => Interlocked.Or(ref wanted, (int)(OrganizationParts.Accounts | parts));

    /// <summary>The organization with at least these parts: from memory, however old, or by reading what lacks.</summary>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">AWS refused; what was known stays.</exception>
    public async Task<OrganizationSnapshot> GetAsync(OrganizationParts parts, CancellationToken cancellationToken)
    {
        Want(parts);
        if (Having(parts) is { } known)
        {
            return known;
        }

        await one.WaitAsync(cancellationToken);
        try
        {
            return Having(parts) ?? await AddAsync(parts, cancellationToken);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Reads anew all that anybody asked for; nothing, if nobody did.</summary>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">AWS refused; what was known stays.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (Wanted is OrganizationParts.None)
        {
            return;
        }

        await one.WaitAsync(cancellationToken);
        try
        {
            await ReadAsync(null, Wanted, CallPriority.Sweep, cancellationToken);
        }
        finally
        {
            one.Release();
        }
    }

    private OrganizationSnapshot? Having(OrganizationParts parts) => current is { } known && (known.Parts & parts) == parts ? known : null;

    // Tags are asked for account by account, of those that are there now: an account that has left has none, and the whole read would fail.
    private Task<OrganizationSnapshot> AddAsync(OrganizationParts parts, CancellationToken cancellationToken) => current switch
    {
        { } known when parts.HasFlag(OrganizationParts.Tags) && known.Tags is null => ReadAsync(null, parts | known.Parts, CallPriority.Edit, cancellationToken),
        var known => ReadAsync(known, parts, CallPriority.Edit, cancellationToken),
    };

    private async Task<OrganizationSnapshot> ReadAsync(
        OrganizationSnapshot? known, OrganizationParts parts, CallPriority priority, CancellationToken cancellationToken)
    {
        var readAt = known?.ReadAt ?? time.GetUtcNow();
        var management = await reader.ManagementAccountAsync(priority, cancellationToken);
        var accounts = known?.Accounts ?? (await reader.AccountsAsync(priority, cancellationToken)).DistinctBy(account => account.Id).ToDictionary(account => account.Id);
        return Put(new()
        {
            ReadAt = readAt,
            ManagementAccountId = management,
            Accounts = accounts,
            Units = known?.Units
                ?? (parts.HasFlag(OrganizationParts.Units) ? (await reader.UnitsAsync(priority, cancellationToken)).DistinctBy(unit => unit.Id).ToDictionary(unit => unit.Id) : null),
            Tags = known?.Tags
                ?? (parts.HasFlag(OrganizationParts.Tags) ? await TagsAsync(accounts.Keys, priority, cancellationToken) : null),
        });
    }

    private async Task<IReadOnlyDictionary<string, ValueDictionary>> TagsAsync(IEnumerable<string> accounts, CallPriority priority, CancellationToken cancellationToken)
    {
        var tags = new ConcurrentDictionary<string, ValueDictionary>(StringComparer.Ordinal);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(accounts, options, async (account, token) => tags[account] = await reader.TagsAsync(account, priority, token));
        return tags;
    }

    private OrganizationSnapshot Put(OrganizationSnapshot read)
    {
        var before = current;
        current = read;
        if (before?.SaysTheSameAs(read) != true)
        {
            Changed?.Invoke(before, read);
        }

        return read;
    }
}
