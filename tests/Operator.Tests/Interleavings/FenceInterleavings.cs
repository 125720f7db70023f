using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using Microsoft.Extensions.Logging.Abstractions;
using Operator.Tests.Interleavings.Scheduling;
using Operator.Tests.Interleavings.Support;
using Xunit.Abstractions;

namespace Operator.Tests.Interleavings;

/// <summary>The fence of leadership: two replicas write as long as theirs is open, are stopped and go on, stop by themselves and come back, while renewals fail and answers are lost.</summary>
public sealed class FenceInterleavings(ITestOutputHelper output)
{
    private static readonly ObjectKey Lease = new("operator", "lease");

    [Fact]
    public void In_whatever_order_replicas_renew_stop_and_go_on_never_do_two_write_and_in_the_end_one_does() => Explorer.Explore(output, "leadership fence", 250, Led);

    private static void Led(Schedule schedule)
    {
        var api = new ScheduledApi(schedule);
        Replica[] replicas = [new(schedule, api, "one"), new(schedule, api, "two")];
        schedule.Holds(() => replicas.All(replica => replica.Fence?.IsHeld == true) ? "both may write" : null);
        var failures = schedule.Random.Next(12);
        api.Faults = (_, _) => failures > 0 && schedule.Chance(3) ? failures-- % 2 == 0 ? ApiFault.Unanswered : ApiFault.Refused : ApiFault.None;
        foreach (var replica in replicas)
            replica.Begin(stops: schedule.Random.Next(4));
        schedule.Run(TimeSpan.FromSeconds(90));
        failures = 0;
        schedule.Run(TimeSpan.FromSeconds(60));
        if (schedule.Failure is null && !replicas.Any(replica => replica.Fence?.IsHeld == true))
            schedule.Fail("nobody leads in the end");
        foreach (var replica in replicas)
            replica.Dispose();
    }

    /// <summary>A process, and whoever takes its place when it has ended.</summary>
    private sealed class Replica(Schedule schedule, ScheduledApi api, string name) : IDisposable
    {
        private readonly Lane _lane = schedule.Lane($"replica {name}");
        private readonly List<LeaderElector> _lives = [];
        private CancellationTokenSource _stop = new();

        /// <summary>Of the process that there is now.</summary>
        public WriteFence? Fence => _lives.LastOrDefault()?.Fence;

        /// <summary>Begins.</summary>
        /// <param name="stops">How often it is stopped.</param>
        public void Begin(int stops)
        {
            _lane.Start(LiveAsync);
            for (; stops > 0; stops--)
                At(schedule.Random.Next(90), Stop);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _lives.ForEach(life => life.Dispose());
            _stop.Dispose();
        }

        // It stands still for a while, or ends in order.
        private void Stop()
        {
            if (schedule.Chance(3))
            {
                schedule.Note($"replica {name} is asked to end");
                _lane.Start(() =>
                {
                    _stop.Cancel();
                    return Task.CompletedTask;
                });
                return;
            }

            schedule.Note($"replica {name} stands still");
            _lane.IsStopped = true;
            At(schedule.Random.Next(1, 40), () =>
            {
                schedule.Note($"replica {name} goes on");
                _lane.IsStopped = false;
            });
        }

        private void At(int seconds, Action act) => _ = schedule.Time.CreateTimer(_ => act(), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);

        private async Task LiveAsync()
        {
            while (true)
            {
                var options = new LeaderElectionOptions { Namespace = Lease.Namespace!, Name = Lease.Name, Identity = $"{name}-{_lives.Count + 1}" };
                var elector = new LeaderElector(api, options, schedule.Time, schedule.Random.NextDouble, NullLogger<LeaderElector>.Instance);
                _lives.Add(elector);
                _stop = new();
                var writing = WriteAsync(elector, options.Identity);
                await elector.RunAsync(_stop.Token);
                await writing;
                await elector.ReleaseAsync();
                await Task.Delay(TimeSpan.FromSeconds(1), schedule.Time);
            }
        }

        private async Task WriteAsync(LeaderElector elector, string identity)
        {
            while (!_stop.IsCancellationRequested && !elector.Fence.Lost.IsCancellationRequested)
            {
                if (elector.Fence.IsHeld && (string?)api.Find("Lease", Lease)?["spec"]?["holderIdentity"] is var holder && holder != identity)
                    schedule.Fail($"{identity} writes, and the lease is {holder}'s");
                await Task.Delay(TimeSpan.FromSeconds(1), schedule.Time);
            }
        }
    }
}
