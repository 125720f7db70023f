using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Records;
using Operator.Tests.Interleavings.Scheduling;
using static IdentityCenterOperator.Kubernetes.Controllers.ReconciliationResult;

namespace Operator.Tests.Interleavings.Support;

/// <summary>
/// What the controller's host is for: one look at an object at a time, and another one after it if something happened meanwhile. Objects are looked at side by side. It waits
/// for seconds where the host waits for longer, so that much happens in little time.
/// </summary>
internal sealed class Desk(Schedule schedule, Func<ObjectKey, Task<ReconciliationResult>> look)
{
    private readonly Dictionary<ObjectKey, Lane> _lanes = [];
    private readonly HashSet<ObjectKey> _waiting = [];
    private readonly HashSet<ObjectKey> _busy = [];

    /// <summary>Has some looked at.</summary>
    public void Enqueue(IEnumerable<ObjectKey> keys)
    {
        foreach (var key in keys)
            Enqueue(key);
    }

    /// <summary>Has one looked at.</summary>
    public void Enqueue(ObjectKey key)
    {
        if (_waiting.Add(key) && !_busy.Contains(key))
            Begin(key);
    }

    private void Begin(ObjectKey key)
    {
        if (!_lanes.TryGetValue(key, out var lane))
            _lanes[key] = lane = schedule.Lane($"look at {key}");
        _busy.Add(key);
        lane.Start(() => LookAsync(key));
    }

    private async Task LookAsync(ObjectKey key)
    {
        _waiting.Remove(key);
        if (DelayAfter(await TryAsync(key)) is { } delay)
            _ = schedule.Time.CreateTimer(_ => Enqueue(key), null, delay, Timeout.InfiniteTimeSpan);
        _busy.Remove(key);
        if (_waiting.Contains(key))
            Begin(key);
    }

    // As the host does: what the API server has to answer for is tried again.
    private async Task<ReconciliationResult> TryAsync(ObjectKey key)
    {
        try
        {
            return await look(key);
        }
        catch (Exception e) when (e is StatusNotWrittenException or RecordNotWrittenException or KubernetesException or TimeoutException)
        {
            schedule.Note($"the look at {key} fails: {e.GetType().Name}");
            return new Failed(e);
        }
    }

    private static TimeSpan? DelayAfter(ReconciliationResult result) => result switch
    {
        Again again => again.Delay < TimeSpan.FromSeconds(2) ? again.Delay : TimeSpan.FromSeconds(2),
        Failed => TimeSpan.FromSeconds(1),
        Waiting or Stalled => TimeSpan.FromSeconds(3),
        _ => null,
    };
}
