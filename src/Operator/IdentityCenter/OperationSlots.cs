namespace IdentityCenterOperator.IdentityCenter;

/// <summary>
/// Who may start an asynchronous operation. AWS runs about ten at a time for everybody together and updates the roles of an account one at a time, so an operation
/// of ours begins only while the operations in flight, others' included, are fewer than the limit, and none of ours is in flight in its account. Who waits is served
/// in order of arrival within a priority; one whose account is busy lets the next pass. Thread-safe.
/// </summary>
internal sealed class OperationSlots(OperatorSettings settings, SteadyClock time)
{
    /// <summary>For how long a count of others' operations is believed.</summary>
    public static readonly TimeSpan CountedFor = TimeSpan.FromSeconds(5);

    // Others' operations end and begin between two looks: the most that was seen within this time is left to them.
    private static readonly TimeSpan CountWindow = TimeSpan.FromSeconds(3);

    // Who asked once and never came back must not hold up the others.
    private static readonly TimeSpan QueuedFor = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan GrantedFor = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly LinkedList<Ticket> queue = new();
    private readonly Dictionary<OperationSubject, Ticket> tickets = [];
    private readonly Dictionary<string, OperationSubject?> running = new(StringComparer.Ordinal);
    private readonly List<(DateTimeOffset At, int Others)> counts = [];
    private bool counted;

    /// <summary>Raised when one that waited may start its operation.</summary>
    public event Action<OperationSubject>? Granted;

    /// <summary>Operations in flight at most, others' included.</summary>
    public int Limit => settings.OutstandingOperations;

    /// <summary>Operations of ours in flight or about to begin.</summary>
    public int Own
    {
        get
        {
            lock (gate)
            {
                return running.Count + tickets.Values.Count(ticket => ticket.IsGranted);
            }
        }
    }

    /// <summary>Operations of others in flight, the most that was seen lately.</summary>
    public int Others
    {
        get
        {
            lock (gate)
            {
                return OthersLately();
            }
        }
    }

    /// <summary>How many wait for a slot.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return queue.Count;
            }
        }
    }

    /// <summary>Whether somebody waits and it is not known how many operations others have in flight.</summary>
    public bool NeedsCount
    {
        get
        {
            lock (gate)
            {
                return queue.Count > 0 && !IsCounted();
            }
        }
    }

    /// <summary>
    /// Whether the operation may be started now. If not, it waits in line from now on, and <see cref="Granted"/> tells when it may: then ask again, within a minute.
    /// Asking again keeps the place in line.
    /// </summary>
    public bool TryReserve(OperationSubject subject, CallPriority priority = CallPriority.Edit)
    {
        Ticket ticket;
        lock (gate)
        {
            ticket = TicketOf(subject, priority);
            ticket.AskedAt = time.GetUtcNow();
        }

        Pump();
        return ticket.IsGranted;
    }

    /// <summary>Completes when the operation may be started; cancelling leaves the line.</summary>
    public async Task ReserveAsync(OperationSubject subject, CallPriority priority, CancellationToken cancellationToken)
    {
        Ticket ticket;
        lock (gate)
        {
            ticket = TicketOf(subject, priority);
            ticket.IsAwaited = true;
        }

        Pump();
        try
        {
            await ticket.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Release(subject);
            throw;
        }
    }

    /// <summary>Whether somebody waits in line with this operation, or holds a reservation for it.</summary>
    public bool IsReserved(OperationSubject subject)
    {
        lock (gate)
        {
            return tickets.ContainsKey(subject);
        }
    }

    /// <summary>Gives up a reservation, or a place in line.</summary>
    public void Release(OperationSubject subject)
    {
        lock (gate)
        {
            if (tickets.Remove(subject, out var ticket))
            {
                ticket.Place.List?.Remove(ticket.Place);
            }
        }

        Pump();
    }

    /// <summary>The limit is another: who may start now is told.</summary>
    public void Reconsider() => Pump();

    /// <summary>An operation is in flight: with a reservation, which it uses up, or found in flight.</summary>
    public void Begin(string requestId, OperationSubject? subject)
    {
        lock (gate)
        {
            if (subject is not null && tickets.Remove(subject, out var ticket))
            {
                ticket.Place.List?.Remove(ticket.Place);
            }

            running[requestId] = subject ?? running.GetValueOrDefault(requestId);
        }
    }

    /// <summary>An operation is in flight no longer, or counts as somebody else's from now on.</summary>
    public void End(string requestId)
    {
        lock (gate)
        {
            running.Remove(requestId);
        }

        Pump();
    }

    /// <summary>So many operations of others are in flight.</summary>
    public void Count(int others)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            counts.RemoveAll(count => now - count.At > CountWindow);
            counts.Add((now, others));
            counted = true;
        }

        Pump();
    }

    /// <summary>AWS refused for want of a slot, or nobody knows what became of a request: nothing begins before the next count.</summary>
    public void Uncount()
    {
        lock (gate)
        {
            counted = false;
        }
    }

    private Ticket TicketOf(OperationSubject subject, CallPriority priority)
    {
        if (!tickets.TryGetValue(subject, out var ticket))
        {
            ticket = new(subject, priority, time.GetUtcNow());
            tickets.Add(subject, ticket);
            queue.AddLast(ticket.Place);
        }

        return ticket;
    }

    private void Pump()
    {
        var granted = new List<Ticket>();
        lock (gate)
        {
            Expire();
            while (IsCounted() && Free() > 0 && Next() is { } ticket)
            {
                queue.Remove(ticket.Place);
                ticket.AskedAt = time.GetUtcNow();
                ticket.IsGranted = true;
                granted.Add(ticket);
            }
        }

        foreach (var ticket in granted)
        {
            ticket.Grant();
            Granted?.Invoke(ticket.Subject);
        }
    }

    private bool IsCounted() => counted && counts.Count > 0 && time.GetUtcNow() - counts[^1].At <= CountedFor;

    private int OthersLately() => counts.Count == 0 ? 0 : counts.Max(count => count.Others);

    private int Free() => Limit - running.Count - tickets.Values.Count(ticket => ticket.IsGranted) - OthersLately();

    private Ticket? Next()
    {
        var busy = running.Values.Concat(tickets.Values.Where(ticket => ticket.IsGranted).Select(ticket => ticket.Subject))
            .Select(subject => subject?.AccountId).Where(account => account is not null).ToHashSet();
        return queue.Where(ticket => !busy.Contains(ticket.Subject.AccountId) || ticket.Subject.AccountId is null).MinBy(ticket => ticket.Priority);
    }

    private void Expire()
    {
        var now = time.GetUtcNow();
        foreach (var ticket in tickets.Values.Where(ticket => !ticket.IsAwaited && now - ticket.AskedAt > (ticket.IsGranted ? GrantedFor : QueuedFor)).ToList())
        {
            tickets.Remove(ticket.Subject);
            ticket.Place.List?.Remove(ticket.Place);
        }
    }

    private sealed class Ticket
    {
        private readonly TaskCompletionSource granted = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Ticket(OperationSubject subject, CallPriority priority, DateTimeOffset askedAt)
        {
            (Subject, Priority, AskedAt) = (subject, priority, askedAt);
            Place = new(this);
        }

        public OperationSubject Subject { get; }

        public CallPriority Priority { get; }

        public LinkedListNode<Ticket> Place { get; }

        public DateTimeOffset AskedAt { get; set; }

        public bool IsAwaited { get; set; }

        public bool IsGranted { get; set; }

        public Task Task => granted.Task;

        public void Grant() => granted.TrySetResult();
    }
}
