using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.Kubernetes.Queue;
using Testing;

namespace Kubernetes.Tests.Queue;

public sealed class WorkQueueProperties
{
    private abstract record Act
    {
        public sealed record Add(int Key, Priority Priority, int Delay) : Act;

        public sealed record Take : Act;

        public sealed record Finish(int Which, bool Fails) : Act;

        public sealed record Pass(int Seconds) : Act;
    }

    private static readonly Gen<Act> Acts = Gen.Frequency(
        (4, from key in Gen.Choose(0, 5)
            from priority in Gen.Elements(Enum.GetValues<Priority>())
            from delay in Gen.Elements(0, 0, 0, 1, 5, 30)
            select (Act)new Act.Add(key, priority, delay)),
        (4, Gen.Constant((Act)new Act.Take())),
        (3, from which in Gen.Choose(0, 10) from fails in Gen.Elements(true, false, false) select (Act)new Act.Finish(which, fails)),
        (2, from seconds in Gen.Choose(1, 10) select (Act)new Act.Pass(seconds)));

    [Fact]
    public void No_key_is_with_two_workers_each_request_is_followed_by_a_run_and_none_runs_unasked() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Arb.From(Acts.ListOf()), acts => Trial.Holds(acts)));

    [Fact]
    public async Task Many_workers_never_share_a_key_and_lose_none()
    {
        using var queue = new WorkQueue<int>("test", TimeProvider.System);
        ConcurrentDictionary<int, int> running = [];
        ConcurrentDictionary<int, int> seen = [];
        var written = new int[50];
        var overlaps = 0;
        var workers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (await queue.TakeAsync() is { } item)
            {
                if (!running.TryAdd(item.Key, 0))
                    Interlocked.Increment(ref overlaps);
                seen[item.Key] = Volatile.Read(ref written[item.Key]);
                await Task.Yield();
                running.TryRemove(item.Key, out var _);
                queue.Complete(item.Key);
            }
        })).ToArray();
        await Parallel.ForAsync(0, 20_000, (i, _) =>
        {
            Interlocked.Increment(ref written[i % 50]);
            queue.Add(i % 50, (Priority)(i % 4));
            return ValueTask.CompletedTask;
        });
        await Eventually.TrueAsync(() => queue.Snapshot().Count == 0, "all keys are worked off");
        queue.Close();
        await Task.WhenAll(workers);
        Assert.Equal(0, overlaps);
        Assert.All(written.Index(), entry => Assert.Equal(entry.Item, seen[entry.Index]));
    }

    /// <summary>Plays the acts on a queue and on a model: for each key whether a run is asked for, its earliest delay, and whether it runs.</summary>
    private sealed class Trial : IDisposable
    {
        private readonly ManualTimeProvider _time = new();
        private readonly WorkQueue<int> _queue;
        private readonly Dictionary<int, TimeSpan> _due = [];
        private readonly HashSet<int> _asked = [];
        private readonly HashSet<int> _running = [];
        private readonly List<Task<WorkItem<int>?>> _takers = [];
        private TimeSpan _now;

        public Trial() => _queue = new WorkQueue<int>("test", _time, new Backoff(TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(8)), () => 0.5);

        public static bool Holds(IEnumerable<Act> acts)
        {
            using var trial = new Trial();
            return acts.All(act => trial.Do(act) && trial.Collect()) && trial.DrainsAll();
        }

        public void Dispose() => _queue.Dispose();

        private bool Do(Act act)
        {
            switch (act)
            {
                case Act.Add add:
                    Ask(add.Key, add.Delay);
                    _queue.Add(add.Key, add.Priority, TimeSpan.FromSeconds(add.Delay));
                    break;
                case Act.Take:
                    _takers.Add(_queue.TakeAsync());
                    break;
                case Act.Finish finish when _running.Count > 0:
                    Finish(_running.ElementAt(finish.Which % _running.Count), finish.Fails);
                    break;
                case Act.Pass pass:
                    _now += TimeSpan.FromSeconds(pass.Seconds);
                    _time.Advance(TimeSpan.FromSeconds(pass.Seconds));
                    Promote();
                    break;
            }

            return true;
        }

        private void Finish(int key, bool fails)
        {
            if (fails)
            {
                Ask(key, 4);
                _queue.Retry(key);
            }

            _running.Remove(key);
            _queue.Complete(key);
        }

        private void Ask(int key, int delay)
        {
            var due = _now + TimeSpan.FromSeconds(delay);
            if (delay == 0)
                _asked.Add(key);
            else
                _due[key] = _due.TryGetValue(key, out var earlier) && earlier < due ? earlier : due;
        }

        private void Promote()
        {
            foreach (var key in _due.Where(entry => entry.Value <= _now).Select(entry => entry.Key).ToArray())
            {
                _due.Remove(key);
                _asked.Add(key);
            }
        }

        /// <summary>Takes what was handed out: a due key that nobody has.</summary>
        private bool Collect()
        {
            var wanted = _asked.Except(_running).Count();
            var expected = Math.Min(wanted, _takers.Count);
            SpinWait.SpinUntil(() => _takers.Count(taker => taker.IsCompleted) >= expected, Eventually.DefaultDeadline);
            var handed = _takers.Where(taker => taker.IsCompleted).ToArray();
            _takers.RemoveAll(taker => taker.IsCompleted);
            return handed.Length == expected && handed.All(taker => Took(taker.GetAwaiter().GetResult()!.Key));
        }

        private bool Took(int key) => _asked.Remove(key) && _running.Add(key);

        private bool DrainsAll()
        {
            for (var round = 0; round < 60; round++)
            {
                while (_running.Count > 0)
                    Finish(_running.First(), fails: false);
                if (!(Do(new Act.Take()) && Collect() && Do(new Act.Pass(5)) && Collect()))
                    return false;
            }

            return _due.Count == 0 && _asked.Count == 0;
        }
    }
}
