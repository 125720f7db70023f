using System.Text.Json.Serialization;

namespace LocalIdentityCenter.State;

/// <summary>
/// The work in the accounts. Each account has a lane in which one step runs and the others wait, because the roles of an account
/// are updated one at a time.
/// </summary>
internal sealed class Lanes : IJsonOnDeserialized
{
    private readonly SortedSet<LaneStep> running = new(Comparer<LaneStep>.Create(CompareDue));
    private readonly Dictionary<string, Queue<LaneStep>> waiting = [];
    private readonly Dictionary<string, int> busy = [];

    /// <summary>The number of the last step.</summary>
    public long Sequence { get; set; }

    /// <summary>All steps as a saved state holds them: those that wait have no due time.</summary>
    public List<LaneStep> Steps { get => [.. running, .. waiting.Values.SelectMany(w => w)]; init => loaded = value; }

    private List<LaneStep>? loaded;

    /// <summary>Starts a step, or lets it wait when its account is busy and lanes are kept.</summary>
    public void Enqueue(LaneStep step, DateTimeOffset now, Func<LaneStep, TimeSpan?> duration, bool oneAtATime)
    {
        if (oneAtATime && busy.ContainsKey(step.AccountId)) Waiting(step.AccountId).Enqueue(step);
        else Start(step, now, duration);
    }

    /// <summary>The step that is done first, if it is done by now.</summary>
    public LaneStep? Due(DateTimeOffset now) => running.Min is { } step && step.Due <= now ? step : null;

    /// <summary>Ends a step and starts the one that waits behind it.</summary>
    public void Finish(LaneStep step, Func<LaneStep, TimeSpan?> duration)
    {
        running.Remove(step);
        if (--busy[step.AccountId] == 0) busy.Remove(step.AccountId);
        if (!busy.ContainsKey(step.AccountId) && Waiting(step.AccountId).TryDequeue(out var next)) Start(next, step.Due!.Value, duration);
    }

    /// <summary>Lets the steps of a stuck operation end now.</summary>
    public void Release(string requestId, DateTimeOffset now)
    {
        foreach (var step in running.Where(s => s.RequestId == requestId && s.Due == DateTimeOffset.MaxValue).ToList())
        {
            running.Remove(step);
            step.Due = now;
            running.Add(step);
        }
    }

    /// <summary>Whether work for this permission set in this account is under way or waits.</summary>
    public bool Concerns(string accountId, string permissionSetId) =>
        running.Any(s => s.AccountId == accountId && s.PermissionSetId == permissionSetId)
        || (waiting.TryGetValue(accountId, out var steps) && steps.Any(s => s.PermissionSetId == permissionSetId));

    private void Start(LaneStep step, DateTimeOffset now, Func<LaneStep, TimeSpan?> duration)
    {
        step.Due = duration(step) is { } time ? now + time : DateTimeOffset.MaxValue;
        running.Add(step);
        busy[step.AccountId] = busy.GetValueOrDefault(step.AccountId) + 1;
    }

    private Queue<LaneStep> Waiting(string accountId) => waiting.TryGetValue(accountId, out var steps) ? steps : waiting[accountId] = [];

    void IJsonOnDeserialized.OnDeserialized()
    {
        foreach (var step in loaded ?? []) Restore(step);
        loaded = null;
    }

    private void Restore(LaneStep step)
    {
        if (step.Due is null) { Waiting(step.AccountId).Enqueue(step); return; }
        running.Add(step);
        busy[step.AccountId] = busy.GetValueOrDefault(step.AccountId) + 1;
    }

    private static int CompareDue(LaneStep x, LaneStep y) =>
        Nullable.Compare(x.Due, y.Due) is var due and not 0 ? due : x.Sequence.CompareTo(y.Sequence);
}
