namespace IdentityCenterOperator.IdentityCenter;

/// <summary>
/// Keeps what is known of the organization as one value, of which each part changes only by a read that was complete. A part that nobody asks for is never read; one that
/// somebody asked for once is kept fresh by the sweep. A large organization takes minutes to read: that is done in a task of its own, which nobody who waits for it can break
/// off, and what it has read by then is not read again when it fails. Thread-safe; callers at the same time share a read.
/// </summary>
internal sealed class OrganizationDirectory(OrganizationReader reader, SteadyClock time) : IDisposable
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim one = new(1);
    private readonly CancellationTokenSource stop = new();
    private readonly TagReading tags = new(reader, time);
    private volatile OrganizationSnapshot? current;
    private TaskCompletionSource published = NewSignal();
    private Task? reading;
    private int wanted;
    private int waiting;
    private int epoch;

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
    public async Task<OrganizationSnapshot> GetAsync(OrganizationParts parts, CancellationToken cancellationToken) =>
        (await TryGetAsync(parts, Timeout.InfiniteTimeSpan, cancellationToken))!;

    /// <summary>The same, but for so long at most: null when it takes longer. The read goes on, and <see cref="Changed"/> tells of it.</summary>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">AWS refused; what was known stays.</exception>
    public async Task<OrganizationSnapshot?> TryGetAsync(OrganizationParts parts, TimeSpan patience, CancellationToken cancellationToken)
    {
        Want(parts);
        if (Having(parts) is { } known)
            return known;
        using var impatience = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(impatience.Token, cancellationToken);
        Interlocked.Increment(ref waiting);
        try
        {
            return await WaitAsync(parts, either.Token);
        }
        catch (OperationCanceledException) when (impatience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    /// <summary>Reads anew all that anybody asked for; nothing, if nobody did.</summary>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">AWS refused; what was known stays.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (Wanted is not OrganizationParts.None)
            await ReadAsync(isAnew: true, cancellationToken);
    }

    /// <summary>Forgets everything: another instance is of another organization. Nobody is told.</summary>
    public void Reset()
    {
        Interlocked.Increment(ref epoch);
        current = null;
        tags.Reset();
        reader.Reset();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private OrganizationSnapshot? Having(OrganizationParts parts) => current is { } known && (known.Parts & parts) == parts ? known : null;

    private async Task<OrganizationSnapshot> WaitAsync(OrganizationParts parts, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (read, signal) = Reading();
            if (Having(parts) is { } known)
                return known;
            if (await Task.WhenAny(read, signal).WaitAsync(cancellationToken) == read)
                await read;
        }
    }

    // The read that is under way, or a new one; and the signal of the next part.
    private (Task Read, Task Signal) Reading()
    {
        lock (gate)
        {
            if (reading is null or { IsCompleted: true })
            {
                reading = Task.Run(() => ReadAsync(isAnew: false, stop.Token));
                // Who waited for it may have lost patience.
                _ = reading.ContinueWith(failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }

            return (reading, published.Task);
        }
    }

    private async Task ReadAsync(bool isAnew, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            await ReadPartsAsync(isAnew ? null : current, isStaged: !isAnew || current is null, cancellationToken);
        }
        finally
        {
            one.Release();
        }
    }

    // In stages, of which each is of use to somebody: accounts come with a few calls, names of units with some, tags with very many.
    private async Task ReadPartsAsync(OrganizationSnapshot? known, bool isStaged, CancellationToken cancellationToken)
    {
        var (parts, begun) = (Wanted, Volatile.Read(ref epoch));
        var isFresh = known is null;
        var next = known ?? Publish(await AccountsAsync(cancellationToken), begun, isStaged);
        if (parts.HasFlag(OrganizationParts.Units) && next.Units is null)
            next = Publish(next with { Units = (await reader.UnitsAsync(Priority(), cancellationToken)).DistinctBy(unit => unit.Id).ToDictionary(unit => unit.Id) }, begun, isStaged);
        if (parts.HasFlag(OrganizationParts.Tags) && next.Tags is null)
            next = await WithTagsAsync(isFresh ? next : next with { Accounts = (await AccountsAsync(cancellationToken)).Accounts }, cancellationToken);
        Publish(next, begun, isPart: true);
    }

    // Tags are asked for account by account, of those that are there now: one that has left meanwhile has none, and the accounts are listed again.
    private async Task<OrganizationSnapshot> WithTagsAsync(OrganizationSnapshot known, CancellationToken cancellationToken)
    {
        var read = await tags.ReadAsync(known.Accounts.Keys, Priority, cancellationToken);
        if (read.Gone.Count == 0)
            return known with { Tags = read.Tags };
        var accounts = (await AccountsAsync(cancellationToken)).Accounts;
        read = await tags.ReadAsync(accounts.Keys, Priority, cancellationToken);
        return read.Gone.Count == 0 ? known with { Accounts = accounts, Tags = read.Tags } : throw new MalformedReplyException($"tags of account {read.Gone.First()}, which is in the list of accounts");
    }

    private async Task<OrganizationSnapshot> AccountsAsync(CancellationToken cancellationToken)
    {
        var readAt = time.GetUtcNow();
        return new()
        {
            ManagementAccountId = await reader.ManagementAccountAsync(Priority(), cancellationToken),
            Accounts = (await reader.AccountsAsync(Priority(), cancellationToken)).DistinctBy(account => account.Id).ToDictionary(account => account.Id),
            ReadAt = readAt,
        };
    }

    // Nobody waits for what is just kept fresh.
    private CallPriority Priority() => Volatile.Read(ref waiting) > 0 ? CallPriority.Edit : CallPriority.Sweep;

    private OrganizationSnapshot Publish(OrganizationSnapshot read, int begun, bool isPart)
    {
        var before = current;
        if (!isPart || ReferenceEquals(before, read) || begun != Volatile.Read(ref epoch))
            return read;
        current = read;
        if (read.Tags is not null)
            tags.Reset();
        if (before?.SaysTheSameAs(read) != true)
            Changed?.Invoke(before, read);
        lock (gate)
        {
            published.TrySetResult();
            published = NewSignal();
        }

        return read;
    }
}
