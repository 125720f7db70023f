using IdentityCenterOperator.Kubernetes.LeaderElection;
using k8s;
using k8s.LeaderElection;
using k8s.LeaderElection.ResourceLock;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;
using OurElector = IdentityCenterOperator.Kubernetes.LeaderElection.LeaderElector;
using TheirElector = k8s.LeaderElection.LeaderElector;

namespace Kubernetes.Tests.Referee;

/// <summary>Our elector and the official client's, on one Lease.</summary>
public sealed class ElectorReferee : IAsyncDisposable
{
    private const int Renewals = 20;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Renew = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(0.3);

    private readonly Leaders _leaders = new();
    private readonly List<Candidate> _candidates = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var candidate in _candidates)
            await candidate.StopAsync();
    }

    [Fact]
    public async Task They_never_lead_together_and_follow_each_other()
    {
        var plane = await ControlPlane.Shared;
        using var official = new Official(plane);
        var @namespace = await plane.NewNamespaceAsync();

        var ours = Ours(plane, @namespace, "first");
        await LeadsAsync(ours);
        var theirs = Theirs(official, @namespace, "second");
        await StaysAsync(official, @namespace, ours);
        await ours.StopAsync();
        await LeadsAsync(theirs);

        var next = Ours(plane, @namespace, "third");
        await StaysAsync(official, @namespace, theirs);
        // It gives nothing up: its lease has to run out.
        await theirs.StopAsync();
        await LeadsAsync(next);
        Assert.Equal(["first", "second", "third"], _leaders.Line);
        Assert.Equal(1, _leaders.Most);
    }

    [Fact]
    public async Task Of_those_that_begin_at_once_one_leads_and_another_follows()
    {
        var plane = await ControlPlane.Shared;
        using var official = new Official(plane);
        var @namespace = await plane.NewNamespaceAsync();

        Candidate[] all = [Ours(plane, @namespace, "a"), Theirs(official, @namespace, "b"), Ours(plane, @namespace, "c"), Theirs(official, @namespace, "d")];
        for (var left = all.ToList(); left.Count > 0;)
        {
            await Eventually.TrueAsync(() => left.Any(candidate => candidate.Leads), "somebody leads");
            var leader = left.Single(candidate => candidate.Leads);
            left.Remove(leader);
            await leader.StopAsync();
        }

        Assert.Equal(["a", "b", "c", "d"], _leaders.Line.Order());
        Assert.Equal(1, _leaders.Most);
    }

    private static Task LeadsAsync(Candidate candidate) => Eventually.TrueAsync(() => candidate.Leads, $"{candidate.Name} leads");

    /// <summary>Waits until the lease was renewed often, beyond its duration.</summary>
    private async Task StaysAsync(Official official, string @namespace, Candidate leader)
    {
        var seen = new HashSet<DateTime?>();
        var since = TimeProvider.System.GetTimestamp();
        await Eventually.TrueAsync(
            async () =>
            {
                var spec = (await official.Client.CoordinationV1.ReadNamespacedLeaseAsync("l", @namespace)).Spec;
                Assert.Equal(leader.Name, spec.HolderIdentity);
                seen.Add(spec.RenewTime);
                return seen.Count > Renewals && TimeProvider.System.GetElapsedTime(since) > Lease * 1.2;
            },
            $"{leader.Name} renews");
        Assert.Equal(leader.Name, _leaders.Line[^1]);
    }

    private Candidate Ours(ControlPlane plane, string @namespace, string name)
    {
        var options = new LeaderElectionOptions { Namespace = @namespace, Name = "l", Identity = name, LeaseDuration = Lease, RenewDeadline = Renew, RetryPeriod = Retry };
        var elector = new OurElector(plane.Admin, options, TimeProvider.System, () => 0.5, NullLogger<OurElector>.Instance);
        elector.Elected.ContinueWith(_ => _leaders.Begin(name), TaskContinuationOptions.ExecuteSynchronously | TaskContinuationOptions.OnlyOnRanToCompletion);
        return Add(new Candidate(name, _leaders, elector.RunAsync, EndAsync, new CancellationTokenSource()));

        async Task EndAsync()
        {
            // From here on nothing is written: others may lead as soon as they see it.
            _leaders.End(name);
            await elector.ReleaseAsync();
            elector.Dispose();
        }
    }

    private Candidate Theirs(Official official, string @namespace, string name)
    {
        var elector = new TheirElector(new LeaderElectionConfig(new LeaseLock(official.Client, @namespace, "l", name)) { LeaseDuration = Lease, RenewDeadline = Renew, RetryPeriod = Retry });
        elector.OnStartedLeading += () => _leaders.Begin(name);
        elector.OnStoppedLeading += () => _leaders.End(name);
        return Add(new Candidate(name, _leaders, elector.RunUntilLeadershipLostAsync, EndAsync, new CancellationTokenSource()));

        Task EndAsync()
        {
            elector.Dispose();
            return Task.CompletedTask;
        }
    }

    private Candidate Add(Candidate candidate)
    {
        _candidates.Add(candidate);
        return candidate;
    }

    private sealed class Candidate(string name, Leaders leaders, Func<CancellationToken, Task> run, Func<Task> end, CancellationTokenSource stop)
    {
        private readonly Task _running = Task.Run(() => run(stop.Token));
        private bool _isStopped;

        public string Name => name;

        public bool Leads => leaders.Now.Contains(name);

        public async Task StopAsync()
        {
            if (_isStopped)
                return;
            _isStopped = true;
            await stop.CancelAsync();
            await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await end();
            stop.Dispose();
        }
    }

    /// <summary>Who leads, and who led.</summary>
    private sealed class Leaders
    {
        private readonly Lock _gate = new();
        private readonly List<string> _now = [];
        private readonly List<string> _line = [];

        public int Most { get; private set; }

        public string[] Now
        {
            get
            {
                lock (_gate)
                    return [.. _now];
            }
        }

        public string[] Line
        {
            get
            {
                lock (_gate)
                    return [.. _line];
            }
        }

        public void Begin(string name)
        {
            lock (_gate)
            {
                _now.Add(name);
                _line.Add(name);
                Most = Math.Max(Most, _now.Count);
            }
        }

        public void End(string name)
        {
            lock (_gate)
                _now.Remove(name);
        }
    }
}
