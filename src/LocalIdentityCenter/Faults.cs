namespace LocalIdentityCenter;

/// <summary>The faults in force. Safe to use from any thread.</summary>
public sealed class Faults
{
    private readonly Lock gate = new();
    private readonly List<Entry> entries = [];
    private readonly Random random;

    internal Faults(Random random) => this.random = random;

    /// <summary>The faults in force, in the order they were added.</summary>
    public IReadOnlyList<Fault> All
    {
        get { lock (gate) return [.. entries.Select(e => e.Fault)]; }
    }

    /// <summary>Lets something go wrong from now on. The first matching fault decides a call.</summary>
    public void Add(Fault fault)
    {
        lock (gate) entries.Add(new Entry(fault));
    }

    /// <summary>Ends all faults. Operations that are stuck stay so until they are released.</summary>
    public void Clear()
    {
        lock (gate) entries.Clear();
    }

    internal Fault? Match(string service, string operation, string accessKeyId, ReadOnlySpan<byte> body)
    {
        lock (gate)
        {
            Fault? found = null;
            foreach (var entry in entries)
                if (entry.Matches(service, operation, accessKeyId, body) && found is null && entry.Happens(random)) found = entry.Fault;
            entries.RemoveAll(e => e.IsSpent);
            return found;
        }
    }

    private sealed class Entry(Fault fault)
    {
        private int matches;
        private int happened;

        public Fault Fault => fault;

        public bool IsSpent => happened >= fault.Times || matches >= fault.Nth;

        public bool Matches(string service, string operation, string accessKeyId, ReadOnlySpan<byte> body)
        {
            var match = Wildcard.Matches(fault.Operation, fault.Operation.Contains(':', StringComparison.Ordinal) ? $"{service}:{operation}" : operation)
                && (fault.AccessKeyId is null || fault.AccessKeyId == accessKeyId)
                && (fault.Containing is null || body.IndexOf(System.Text.Encoding.UTF8.GetBytes(fault.Containing)) >= 0);
            if (match) matches++;
            return match;
        }

        public bool Happens(Random random)
        {
            if (fault.Nth is { } nth && matches != nth) return false;
            if (fault.Share < 1 && random.NextDouble() >= fault.Share) return false;
            happened++;
            return true;
        }
    }
}
