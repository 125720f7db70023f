using System.Diagnostics.CodeAnalysis;

namespace IdentityCenterOperator.Kubernetes.Queue;

/// <summary>
/// First in, first out in each priority; among priorities a smooth weighted round robin. Strict priority would let a stream of edits starve the initial list
/// for ever. A key stands in one lane only: the highest it was put in. Not thread-safe.
/// </summary>
internal sealed class WeightedLanes<TKey>
    where TKey : notnull
{
    // Of 27 picks with all lanes full, 16 are deletions, 8 changes, 2 retries and 1 a resync.
    private static readonly int[] Weights = [1, 2, 8, 16];

    private readonly Queue<(TKey Key, long Ticket)>[] _lanes = [new(), new(), new(), new()];
    private readonly int[] _credits = new int[Weights.Length];
    private readonly Dictionary<TKey, (Priority Lane, long Ticket)> _places = [];
    private long _tickets;

    public int Count => _places.Count;

    /// <summary>Puts the key at the end of the lane, unless it stands in that or a higher one. True when it did not wait before.</summary>
    public bool Put(TKey key, Priority priority)
    {
        var waited = _places.TryGetValue(key, out var place);
        if (waited && place.Lane >= priority)
            return false;
        _places[key] = (priority, ++_tickets);
        _lanes[(int)priority].Enqueue((key, _tickets));
        return !waited;
    }

    public bool TryTake([MaybeNullWhen(false)] out TKey key, out Priority lane)
    {
        var picked = Pick();
        lane = (Priority)Math.Max(picked, 0);
        key = default;
        if (picked < 0)
            return false;
        key = _lanes[picked].Dequeue().Key;
        return _places.Remove(key);
    }

    private int Pick()
    {
        var (picked, total) = (-1, 0);
        for (var lane = Weights.Length - 1; lane >= 0; lane--)
        {
            DropMoved(lane);
            if (_lanes[lane].Count == 0)
            {
                _credits[lane] = 0;
                continue;
            }

            total += Weights[lane];
            _credits[lane] += Weights[lane];
            if (picked < 0 || _credits[lane] > _credits[picked])
                picked = lane;
        }

        if (picked >= 0)
            _credits[picked] -= total;
        return picked;
    }

    // A key that moved to a higher lane leaves its old ticket behind.
    private void DropMoved(int lane)
    {
        while (_lanes[lane].TryPeek(out var head) && !(_places.TryGetValue(head.Key, out var place) && place.Ticket == head.Ticket))
            _lanes[lane].Dequeue();
    }
}
