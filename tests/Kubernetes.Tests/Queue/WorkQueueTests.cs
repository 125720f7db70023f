using IdentityCenterOperator.Kubernetes.Queue;
using Testing;

namespace Kubernetes.Tests.Queue;

public sealed class WorkQueueTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly WorkQueue<string> _queue;

    public WorkQueueTests() => _queue = new WorkQueue<string>("test", _time, random: () => 0.999999);

    public void Dispose() => _queue.Dispose();

    [Fact]
    public async Task A_key_that_is_added_twice_is_handed_out_once()
    {
        _queue.Add("a", Priority.Change);
        _queue.Add("a", Priority.Change);
        Assert.Equal("a", (await _queue.TakeAsync())?.Key);
        Assert.False(_queue.TakeAsync().IsCompleted);
    }

    [Fact]
    public async Task A_key_that_is_added_while_it_runs_runs_once_more_afterwards()
    {
        _queue.Add("a", Priority.Resync);
        await _queue.TakeAsync();
        _queue.Add("a", Priority.Resync);
        _queue.Add("a", Priority.Change);
        var next = _queue.TakeAsync();
        Assert.False(next.IsCompleted);
        _queue.Complete("a");
        Assert.Equal(new WorkItem<string>("a", Priority.Change), await next);
        _queue.Complete("a");
        Assert.False(_queue.TakeAsync().IsCompleted);
    }

    [Fact]
    public async Task The_earliest_of_several_delays_wins()
    {
        _queue.Add("a", Priority.Change, TimeSpan.FromSeconds(30));
        _queue.Add("a", Priority.Change, TimeSpan.FromSeconds(10));
        _queue.Add("a", Priority.Change, TimeSpan.FromSeconds(20));
        var next = _queue.TakeAsync();
        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal("a", (await next)?.Key);
        _queue.Complete("a");
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(_queue.TakeAsync().IsCompleted);
    }

    [Fact]
    public async Task A_run_before_its_time_does_not_cancel_a_delayed_request_from_outside()
    {
        _queue.Add("a", Priority.Change, TimeSpan.FromSeconds(10));
        _queue.Add("a", Priority.Change);
        await _queue.TakeAsync();
        _queue.Forget("a");
        _queue.Complete("a");
        var next = _queue.TakeAsync();
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("a", (await next)?.Key);
    }

    [Fact]
    public async Task A_success_takes_back_the_retry_that_an_earlier_failure_asked_for()
    {
        _queue.Retry("a");
        _queue.Add("a", Priority.Change);
        await _queue.TakeAsync();
        _queue.Forget("a");
        _queue.Complete("a");
        _time.Advance(TimeSpan.FromHours(1));
        Assert.False(_queue.TakeAsync().IsCompleted);
        Assert.Empty(_queue.Snapshot());
    }

    [Fact]
    public void Failures_back_off_from_a_second_to_a_quarter_of_an_hour_for_ever()
    {
        var delays = Enumerable.Range(0, 40).Select(_ => _queue.Retry("a").TotalSeconds).ToArray();
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900], delays[..12].Select(delay => Math.Round(delay)));
        Assert.All(delays[10..], delay => Assert.Equal(900, delay, 0.1));
        _queue.Forget("a");
        Assert.Equal(1, _queue.Retry("a").TotalSeconds, 0.1);
    }

    [Fact]
    public async Task An_edit_is_served_before_ten_thousand_that_wait_for_a_resync()
    {
        for (var i = 0; i < 10_000; i++)
            _queue.Add($"{i}", Priority.Resync);
        await _queue.TakeAsync();
        _queue.Add("edited", Priority.Change);
        Assert.Equal("edited", (await _queue.TakeAsync())?.Key);
    }

    [Fact]
    public async Task A_waiting_key_moves_up_when_it_becomes_urgent()
    {
        foreach (var key in new[] { "a", "b", "c" })
            _queue.Add(key, Priority.Resync);
        _queue.Add("c", Priority.Deletion);
        Assert.Equal(new WorkItem<string>("c", Priority.Deletion), await _queue.TakeAsync());
        Assert.Equal(["a", "b"], [(await _queue.TakeAsync())!.Key, (await _queue.TakeAsync())!.Key]);
        Assert.False(_queue.TakeAsync().IsCompleted);
    }

    [Fact]
    public async Task A_steady_stream_of_edits_does_not_starve_the_resync()
    {
        _queue.Add("quiet", Priority.Resync);
        for (var i = 0; i < 20; i++)
        {
            _queue.Add($"edit {i}", Priority.Change);
            _queue.Add($"edit {i} too", Priority.Change);
            if ((await _queue.TakeAsync())?.Key == "quiet")
                return;
        }

        Assert.Fail("20 edits went before.");
    }

    [Fact]
    public async Task A_cancelled_wait_takes_no_key_with_it()
    {
        using var cancel = new CancellationTokenSource();
        var cancelled = _queue.TakeAsync(cancel.Token);
        var patient = _queue.TakeAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        _queue.Add("a", Priority.Change);
        Assert.Equal("a", (await patient)?.Key);
    }

    [Fact]
    public async Task A_closed_queue_hands_out_nothing_and_takes_nothing_in()
    {
        var waiting = _queue.TakeAsync();
        _queue.Close();
        Assert.Null(await waiting);
        _queue.Add("a", Priority.Change);
        Assert.Null(await _queue.TakeAsync());
        Assert.Empty(_queue.Snapshot());
    }

    [Fact]
    public async Task The_snapshot_says_what_each_key_is_up_to()
    {
        _queue.Add("runs", Priority.Deletion);
        await _queue.TakeAsync();
        _queue.Add("waits", Priority.Change);
        _queue.Retry("failed");
        var states = _queue.Snapshot().ToDictionary(item => item.Key);
        Assert.Equal("running", states["runs"].State);
        Assert.Equal("ready", states["waits"].State);
        Assert.Equal(("delayed", 1), (states["failed"].State, states["failed"].Failures));
    }
}
