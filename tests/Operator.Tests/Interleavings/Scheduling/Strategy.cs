namespace Operator.Tests.Interleavings.Scheduling;

/// <summary>Chooses whose turn it is.</summary>
internal interface IStrategy
{
    /// <summary>Chooses.</summary>
    /// <param name="ready">Those that could go on; at least one.</param>
    /// <returns>Who, and with which of what is ready of it.</returns>
    (Lane Lane, int Place) Choose(IReadOnlyList<Lane> ready);
}

/// <summary>The strategies. Each finds other faults: the first small ones that need many changes of turn, the second and third such as need one to stand still for long.</summary>
internal static class Strategy
{
    /// <summary>First come, first served: for what is not to be explored.</summary>
    public static IStrategy Calm { get; } = new InOrder(new(0), delays: 0);

    /// <summary>The one that a seed stands for.</summary>
    public static IStrategy Of(int seed, Random random) => (seed % 3) switch
    {
        0 => new AtRandom(random),
        1 => new ByPriority(random),
        _ => new InOrder(random, delays: 1 + random.Next(6)),
    };

    // Any thing that is ready is as likely as any other.
    private sealed class AtRandom(Random random) : IStrategy
    {
        public (Lane Lane, int Place) Choose(IReadOnlyList<Lane> ready)
        {
            var place = random.Next(ready.Sum(lane => lane.Ready));
            foreach (var lane in ready)
            {
                if (place < lane.Ready)
                    return (lane, place);
                place -= lane.Ready;
            }

            throw new InvalidOperationException("nobody is ready");
        }
    }

    // Whoever comes first in an order at random goes on as long as it can, and few times whoever goes on comes last from then on (probabilistic concurrency testing).
    private sealed class ByPriority(Random random) : IStrategy
    {
        private const int LongestRun = 200;

        private readonly Dictionary<Lane, int> _priorities = [];
        private readonly HashSet<int> _changes = [.. Enumerable.Range(0, 1 + random.Next(5)).Select(_ => random.Next(400))];
        private readonly Dictionary<Lane, int> _runs = [];
        private int _steps;
        private int _last;

        public (Lane Lane, int Place) Choose(IReadOnlyList<Lane> ready)
        {
            var lane = ready.MaxBy(PriorityOf)!;
            var run = _runs[lane] = _runs.GetValueOrDefault(lane) + 1;
            // Those that never rest keep nobody from going on.
            if (_changes.Contains(_steps++) || run > LongestRun)
                (_priorities[lane], _runs[lane]) = (--_last, 0);
            return (lane, 0);
        }

        private int PriorityOf(Lane lane) => _priorities.TryGetValue(lane, out var known) ? known : _priorities[lane] = random.Next(1, 1_000_000);
    }

    // Whoever has waited longest goes on, but a few are held back until nobody else can (delay-bounded scheduling).
    private sealed class InOrder(Random random, int delays) : IStrategy
    {
        private readonly HashSet<int> _delays = [.. Enumerable.Range(0, delays).Select(_ => random.Next(300))];
        private readonly HashSet<Lane> _held = [];
        private int _steps;

        public (Lane Lane, int Place) Choose(IReadOnlyList<Lane> ready)
        {
            var lane = First(ready);
            if (_delays.Contains(_steps++) && ready.Count > 1)
            {
                _held.Add(lane);
                lane = First(ready);
            }

            return (lane, 0);
        }

        private Lane First(IReadOnlyList<Lane> ready)
        {
            if (ready.Where(lane => !_held.Contains(lane)).MinBy(lane => lane.Since) is { } lane)
                return lane;
            _held.Clear();
            return ready.MinBy(one => one.Since)!;
        }
    }
}
