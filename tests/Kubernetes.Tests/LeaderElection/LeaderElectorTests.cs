using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Events;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;

namespace Kubernetes.Tests.LeaderElection;

public sealed class LeaderElectorTests : IAsyncDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly StoppableClock _clock;
    private readonly LeaseModel _lease = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];

    public LeaderElectorTests() => _clock = new StoppableClock(_time);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        _stop.Dispose();
    }

    [Fact]
    public async Task The_first_one_creates_the_lease_and_leads()
    {
        using var a = Start("a");
        await a.Elected.WaitAsync(Eventually.DefaultDeadline);
        Assert.Equal(("a", 15), (_lease.Holder, (int)_lease.Lease!["spec"]!["leaseDurationSeconds"]!));
        a.Fence.EnsureHeld();
    }

    [Fact]
    public async Task A_second_one_waits_as_long_as_the_first_one_renews()
    {
        using var a = Start("a");
        await a.Elected.WaitAsync(Eventually.DefaultDeadline);
        using var b = Start("b");
        await PassAsync(60);
        Assert.False(b.Elected.IsCompleted);
        Assert.True(a.Fence.IsHeld);
        Assert.Throws<LeadershipLostException>(b.Fence.EnsureHeld);
    }

    [Fact]
    public async Task A_dead_holder_is_followed_after_its_lease_has_run_out_and_not_before()
    {
        _lease.Lease = HeldBy("dead", 15);
        using var b = Start("b");
        await PassAsync(14);
        Assert.False(b.Elected.IsCompleted);
        await PassAsync(4);
        Assert.True(b.Elected.IsCompleted);
        Assert.Equal(("b", 1), (_lease.Holder, (int)_lease.Lease!["spec"]!["leaseTransitions"]!));
    }

    [Fact]
    public async Task The_duration_in_the_lease_counts_not_ones_own()
    {
        _lease.Lease = HeldBy("slow", 40);
        using var b = Start("b");
        await PassAsync(39);
        Assert.False(b.Elected.IsCompleted);
        await PassAsync(4);
        Assert.True(b.Elected.IsCompleted);
    }

    [Fact]
    public async Task A_released_lease_is_taken_at_once()
    {
        using var a = Start("a", out var stopA);
        await a.Elected.WaitAsync(Eventually.DefaultDeadline);
        using var b = Start("b");
        await PassAsync(1);
        await stopA.CancelAsync();
        await a.ReleaseAsync();
        Assert.Equal(("", 1), (_lease.Holder, (int)_lease.Lease!["spec"]!["leaseDurationSeconds"]!));
        Assert.False(a.Fence.IsHeld);
        // A try or two, not the 15 seconds of a lease.
        for (var passed = 0.0; passed < 5 && !b.Elected.IsCompleted; passed += 0.5)
            await PassAsync(0.5);
        Assert.True(b.Elected.IsCompleted);
    }

    [Fact]
    public async Task A_lease_that_changed_before_its_release_is_released_all_the_same()
    {
        using var a = Start("a", out var stopA);
        await a.Elected.WaitAsync(Eventually.DefaultDeadline);
        await stopA.CancelAsync();
        // As a renewal does whose answer the shutdown did not wait for.
        _lease.Lease = _lease.Lease;
        await a.ReleaseAsync();
        Assert.Equal("", _lease.Holder);
    }

    [Fact]
    public async Task A_lease_that_is_anothers_by_now_is_left_to_it()
    {
        using var a = Start("a", out var stopA);
        await a.Elected.WaitAsync(Eventually.DefaultDeadline);
        await stopA.CancelAsync();
        _lease.Lease = HeldBy("b", 15);
        await a.ReleaseAsync();
        Assert.Equal("b", _lease.Holder);
    }

    [Fact]
    public async Task Failed_renewals_are_borne_until_the_deadline()
    {
        using var a = Start("a");
        await a.Elected.WaitAsync(Eventually.DefaultDeadline);
        _lease.Fails = new HttpRequestException("connection reset");
        await PassAsync(8);
        Assert.True(a.Fence.IsHeld);
        _lease.Fails = null;
        await PassAsync(20);
        Assert.True(a.Fence.IsHeld);
        Assert.False(a.Fence.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task A_holder_that_cannot_renew_stops_before_another_may_take_over()
    {
        using var a = Start("a", out _);
        await a.Elected.WaitAsync(Eventually.DefaultDeadline);
        _lease.Fails = new HttpRequestException("connection reset");
        await PassAsync(10);
        Assert.False(a.Fence.IsHeld);
        await PassAsync(2);
        Assert.True(a.Fence.Lost.IsCancellationRequested);
        await _running[0].WaitAsync(Eventually.DefaultDeadline);
    }

    [Fact]
    public async Task A_call_without_an_answer_does_not_use_up_the_deadline()
    {
        using var a = Start("a");
        await a.Elected.WaitAsync(Eventually.DefaultDeadline);
        _lease.Hangs = true;
        await PassAsync(4);
        _lease.Hangs = false;
        await PassAsync(20);
        Assert.True(a.Fence.IsHeld);
    }

    [Fact]
    public async Task A_process_that_was_stopped_for_longer_than_the_deadline_finds_the_fence_closed_and_writes_no_lease()
    {
        using var a = Start("a", out _);
        await a.Elected.WaitAsync(Eventually.DefaultDeadline);
        await PassAsync(1);
        var writes = _lease.Writes;
        _clock.WasStoppedFor(TimeSpan.FromSeconds(20));
        Assert.Throws<LeadershipLostException>(a.Fence.EnsureHeld);
        _time.Advance(TimeSpan.FromSeconds(3));
        await _running[0].WaitAsync(Eventually.DefaultDeadline);
        Assert.Equal(writes, _lease.Writes);
    }

    [Fact]
    public async Task A_wall_clock_that_is_set_changes_nothing()
    {
        using var a = Start("a");
        await a.Elected.WaitAsync(Eventually.DefaultDeadline);
        using var b = Start("b");
        await PassAsync(5);
        _time.SetWallClock(_time.GetUtcNow().AddDays(-3));
        await PassAsync(20);
        _time.SetWallClock(_time.GetUtcNow().AddDays(30));
        await PassAsync(20);
        Assert.True(a.Fence.IsHeld);
        Assert.False(b.Elected.IsCompleted);
    }

    [Fact]
    public async Task A_lease_without_a_holder_is_free()
    {
        _lease.Lease = (JsonObject)JsonNode.Parse("""{"metadata":{"name":"l","namespace":"n"}}""")!;
        using var a = Start("a");
        await a.Elected.WaitAsync(Eventually.DefaultDeadline);
        Assert.Equal("a", _lease.Holder);
    }

    [Fact]
    public async Task A_deleted_lease_is_created_again()
    {
        using var a = Start("a");
        await a.Elected.WaitAsync(Eventually.DefaultDeadline);
        _lease.Lease = null;
        await PassAsync(5);
        Assert.Equal("a", _lease.Holder);
        Assert.True(a.Fence.IsHeld);
    }

    [Fact]
    public async Task A_conflict_with_somebody_who_only_labelled_the_lease_is_resolved_by_reading_again_and_keeps_the_label()
    {
        using var a = Start("a");
        await a.Elected.WaitAsync(Eventually.DefaultDeadline);
        var labelled = _lease.Lease!;
        labelled["metadata"]!["labels"] = new JsonObject { ["team"] = "access" };
        labelled["spec"]!["strategy"] = "OldestEmulationVersion";
        _lease.Lease = labelled;
        await PassAsync(20);
        Assert.True(a.Fence.IsHeld);
        Assert.Equal(("access", "OldestEmulationVersion"), ((string?)_lease.Lease!["metadata"]!["labels"]!["team"], (string?)_lease.Lease!["spec"]!["strategy"]));
    }

    [Fact]
    public async Task Whose_lease_was_taken_by_force_stops_at_the_next_renewal()
    {
        using var a = Start("a", out _);
        await a.Elected.WaitAsync(Eventually.DefaultDeadline);
        _lease.Lease = HeldBy("usurper", 15);
        await PassAsync(3);
        Assert.True(a.Fence.Lost.IsCancellationRequested);
        Assert.Equal("usurper", _lease.Holder);
    }

    [Fact]
    public async Task A_change_of_leaders_is_told_in_the_log_of_all_and_as_an_Event_of_who_leads()
    {
        _lease.Lease = HeldBy("dead", 15);
        var (log, events) = (new Log(), new Recorded());
        using var b = new LeaderElector(_lease, Options("b"), _clock, () => 0.5, log, events);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        _running.Add(b.RunAsync(stop.Token));
        await PassAsync(20);
        await stop.CancelAsync();
        await _running[0];
        await b.ReleaseAsync();
        Assert.Equal(
            ["The lease n/l is held by dead; b stands by.", "Lease n/l: b became leader.", "Lease n/l: b stopped leading and released the lease."],
            log.Of(LogLevel.Information));
        Assert.Equal([("Normal", "Elect", "b became leader."), ("Normal", "Release", "b stopped leading and released the lease.")], events.Told);
        Assert.All(events.Notes, note => Assert.Equal(("Lease", "n/l", "LeaderElection"), (note.Regarding.Kind, $"{note.Object.Key}", note.Reason)));
    }

    [Fact]
    public async Task A_lost_lease_is_told_as_a_warning()
    {
        var events = new Recorded();
        using var a = new LeaderElector(_lease, Options("a"), _clock, () => 0.5, NullLogger<LeaderElector>.Instance, events);
        _running.Add(a.RunAsync(_stop.Token));
        await a.Elected.WaitAsync(Eventually.DefaultDeadline);
        _lease.Lease = HeldBy("usurper", 15);
        await PassAsync(3);
        Assert.Equal(("Warning", "Lose", "a lost the lease and stops."), events.Told[^1]);
    }

    [Fact]
    public async Task What_keeps_a_standby_from_the_lease_is_told_once_and_then_once_a_minute()
    {
        var log = new Log();
        _lease.Fails = new HttpRequestException("no route to host");
        using var a = new LeaderElector(_lease, Options("a"), _clock, () => 0.5, log);
        _running.Add(a.RunAsync(_stop.Token));
        await PassAsync(50);
        Assert.Contains("no route to host", Assert.Single(log.Of(LogLevel.Warning)), StringComparison.Ordinal);
        await PassAsync(20);
        Assert.Equal(2, log.Of(LogLevel.Warning).Length);
        _lease.Fails = new HttpRequestException("connection refused");
        await PassAsync(5);
        Assert.Contains("connection refused", log.Of(LogLevel.Warning)[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renewal_that_the_server_asks_to_make_again_is_made_in_time()
    {
        using var a = Start("a");
        await a.Elected.WaitAsync(Eventually.DefaultDeadline);
        _lease.Busy = token => ToldToWait(TimeSpan.FromSeconds(1), times: 2, token);
        var writes = _lease.Writes;
        await PassAsync(60);
        a.Fence.EnsureHeld();
        Assert.InRange(_lease.Writes - writes, 10, 20);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(60)]
    public async Task A_server_that_always_asks_for_more_time_costs_the_lease_at_the_deadline_as_one_that_is_down_does(int seconds)
    {
        var log = new Log();
        using var a = new LeaderElector(_lease, Options("a"), _clock, () => 0.5, log);
        _running.Add(a.RunAsync(_stop.Token));
        await a.Elected.WaitAsync(Eventually.DefaultDeadline);
        _lease.Busy = token => ToldToWait(TimeSpan.FromSeconds(seconds), int.MaxValue, token);
        await PassAsync(9);
        a.Fence.EnsureHeld();
        await PassAsync(2.5);
        Assert.Throws<LeadershipLostException>(a.Fence.EnsureHeld);
        await Eventually.TrueAsync(() => log.Of(LogLevel.Critical).Length == 1, "the loss is told");
        Assert.Contains("come back later", Assert.Single(log.Of(LogLevel.Warning)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(15, 15, 2)]
    [InlineData(15, 10, 9)]
    [InlineData(15, 10, 0)]
    [InlineData(0, 10, 2)]
    public void Times_that_do_not_fit_together_are_refused(int lease, int renew, int retry) =>
        Assert.Throws<ArgumentException>(() => (Options("a") with
        {
            LeaseDuration = TimeSpan.FromSeconds(lease),
            RenewDeadline = TimeSpan.FromSeconds(renew),
            RetryPeriod = TimeSpan.FromSeconds(retry),
        }).Validate());

    [Fact]
    public async Task A_renewal_that_fails_in_the_moment_of_the_stop_does_not_keep_it_from_ending_in_order()
    {
        using var stop = new CancellationTokenSource();
        using var a = new LeaderElector(_lease, new() { Namespace = "default", Name = "operator", Identity = "a" }, _clock, () => 0, NullLogger<LeaderElector>.Instance);
        _lease.Busy = async _ =>
        {
            await stop.CancelAsync();
            throw new KubernetesException(HttpStatusCode.InternalServerError, "InternalError", "down");
        };
        await a.RunAsync(stop.Token).WaitAsync(Eventually.DefaultDeadline);
    }

    private LeaderElector Start(string identity) => Start(identity, out _);

    private LeaderElector Start(string identity, out CancellationTokenSource stop)
    {
        var elector = new LeaderElector(_lease, Options(identity), _clock, () => 0.5, NullLogger<LeaderElector>.Instance);
        stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        _running.Add(elector.RunAsync(stop.Token));
        return elector;
    }

    /// <summary>What a call does that the API server answers with 429 so many times.</summary>
    private Task ToldToWait(TimeSpan wait, int times, CancellationToken cancellationToken)
    {
        var refusal = new KubernetesException(HttpStatusCode.TooManyRequests, "TooManyRequests", "come back later", wait);
        return new CallRetries(new KubernetesClientOptions { Time = _clock }, new Uri("https://server"), null)
            .RunAsync(new ApiCall(HttpMethod.Get, "lease"), (_, _) => times-- > 0 ? throw refusal : Task.FromResult(true), cancellationToken);
    }

    private static LeaderElectionOptions Options(string identity) => new() { Namespace = "n", Name = "l", Identity = identity };

    private static JsonObject HeldBy(string holder, int seconds) => (JsonObject)JsonNode.Parse(
        $$$"""{"metadata":{"name":"l","namespace":"n"},"spec":{"holderIdentity":"{{{holder}}}","leaseDurationSeconds":{{{seconds}}},"renewTime":"2020-01-01T00:00:00.000000Z"}}""")!;

    // In small steps, and each elector comes to rest in between: it waits for a timer or has ended.
    private async Task PassAsync(double seconds)
    {
        for (var passed = 0.0; passed < seconds; passed += 0.1)
        {
            _time.Advance(TimeSpan.FromSeconds(0.1));
            await Eventually.TrueAsync(() => _time.PendingTimers >= _running.Count(task => !task.IsCompleted), "all electors wait");
        }
    }

    private sealed class Recorded : IEventRecorder
    {
        public ConcurrentQueue<EventNote> Notes { get; } = [];

        public (string Type, string Action, string Note)[] Told => [.. Notes.Select(note => ($"{note.Type}", note.Action, note.Note))];

        public void Record(EventNote note) => Notes.Enqueue(note);
    }

    private sealed class Log : ILogger<LeaderElector>
    {
        private readonly ConcurrentQueue<(LogLevel Level, string Line)> _lines = [];

        public string[] Of(LogLevel level) => [.. _lines.Where(line => line.Level == level).Select(line => line.Line)];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue((logLevel, formatter(state, exception)));
    }
}
