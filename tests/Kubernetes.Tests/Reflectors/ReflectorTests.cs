using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Reflectors;
using Kubernetes.Tests.Kinds;
using Microsoft.Extensions.Logging;
using Testing;
using static Kubernetes.Tests.Reflectors.ScriptedWatches;

namespace Kubernetes.Tests.Reflectors;

public sealed class ReflectorTests : IAsyncDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly ScriptedWatches _server = new();
    private readonly ObjectStore<Widget> _store = new(Widget.Resource);
    private readonly Journal _log = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    [Fact]
    public async Task A_watch_follows_the_list_from_its_version_and_asks_to_be_ended_after_five_to_ten_minutes()
    {
        await StartAsync(new ReflectorOptions { WatchList = false, LabelSelector = "a=b", FieldSelector = "metadata.name=x" });
        await RequestedAsync("list", "watch from 100");
        var watch = Assert.Single(_server.Watches);
        Assert.Equal((TimeSpan.FromMinutes(7.5), "a=b", "metadata.name=x"), (watch.Timeout, watch.LabelSelector, watch.FieldSelector));
    }

    [Fact]
    public async Task A_silent_watch_is_dropped_and_resumed_from_the_last_bookmark()
    {
        _server.OnWatch = (options, token) => Silence(token, Bookmark("150"));
        await StartAsync(new ReflectorOptions { WatchList = false });
        await RequestedAsync("list", "watch from 100");
        _time.Advance(TimeSpan.FromMinutes(3));
        await RequestedAsync("list", "watch from 100", "watch from 150");
    }

    [Fact]
    public async Task After_a_long_silence_everything_is_listed_again()
    {
        await StartAsync(new ReflectorOptions { WatchList = false, RelistAfterSilence = TimeSpan.FromMinutes(6) });
        await RequestedAsync("list", "watch from 100");
        _time.Advance(TimeSpan.FromMinutes(3));
        await RequestedAsync("list", "watch from 100", "watch from 100");
        _time.Advance(TimeSpan.FromMinutes(3));
        await RequestedAsync("list", "watch from 100", "watch from 100", "list", "watch from 100");
    }

    [Fact]
    public async Task A_bookmark_from_the_past_means_a_restored_server_and_leads_to_a_list()
    {
        _server.OnWatch = (options, token) => Silence(token, Bookmark("90"));
        await StartAsync(new ReflectorOptions { WatchList = false });
        await RequestedAsync("list", "watch from 100", "list", "watch from 100");
    }

    [Theory]
    [InlineData("list")]
    [InlineData("watch")]
    [InlineData("ends at once")]
    [InlineData("expires")]
    [InlineData("repeats")]
    public async Task Each_path_that_fails_again_and_again_backs_off_to_half_a_minute(string what)
    {
        var attempts = 0;
        if (what == "list")
            _server.OnList = () => throw Counted(new HttpRequestException("refused"));
        _server.OnWatch = (options, token) => what switch
        {
            "watch" => throw Counted(new HttpRequestException("refused")),
            "expires" => throw Counted(new KubernetesException(HttpStatusCode.Gone, "Expired", "too old")),
            "repeats" => Count(End(Bookmark("100"))),
            _ => Count(End()),
        };
        await StartAsync(new ReflectorOptions { WatchList = false }, settle: false);
        await PassAsync(TimeSpan.FromMinutes(1));
        Assert.InRange(attempts, 5, 10);
        attempts = 0;
        await PassAsync(TimeSpan.FromMinutes(5));
        Assert.InRange(attempts, 9, 21);

        Exception Counted(Exception problem)
        {
            attempts++;
            return problem;
        }

        IAsyncEnumerable<WatchEvent> Count(IAsyncEnumerable<WatchEvent> events)
        {
            attempts++;
            return events;
        }
    }

    [Fact]
    public async Task A_server_that_asks_for_patience_gets_it()
    {
        _server.OnList = () => throw new KubernetesException(HttpStatusCode.TooManyRequests, "TooManyRequests", "busy", TimeSpan.FromSeconds(42));
        await StartAsync(new ReflectorOptions { WatchList = false }, settle: false);
        await PassAsync(TimeSpan.FromSeconds(41));
        Assert.Single(_server.Requests);
        await PassAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_asks_for_years_is_asked_again_after_five_minutes()
    {
        _server.OnList = () => throw new KubernetesException(HttpStatusCode.TooManyRequests, "TooManyRequests", "busy", TimeSpan.FromDays(3650));
        await StartAsync(new ReflectorOptions { WatchList = false }, settle: false);
        await PassAsync(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Assert.Single(_server.Requests);
        await PassAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task A_stream_that_waits_as_it_was_told_is_not_taken_for_a_silent_one()
    {
        _server.OnWatch = (_, token) => Waiting(token);
        await StartAsync(new ReflectorOptions());
        await RequestedAsync("watchlist");
        _time.Advance(TimeSpan.FromSeconds(10));
        await Eventually.TrueAsync(() => _log.Lines.Any(line => line.Contains("come back later", StringComparison.Ordinal)), "the refusal is told");
        await RequestedAsync("watchlist", "watchlist");
    }

    [Fact]
    public async Task A_list_that_fails_on_its_second_page_leaves_the_store_as_it_was()
    {
        _server.OnList = () => new ListPage([Bytes("a", 1), Bytes("b", 2)], "100", null);
        await StartAsync(new ReflectorOptions { WatchList = false });
        await RequestedAsync("list", "watch from 100");
        var page = 0;
        _server.OnList = () => ++page % 2 == 1 ? new ListPage([Bytes("a", 1)], "200", "next") : throw new HttpRequestException("cut");
        _server.OnWatch = (_, _) => throw new KubernetesException(HttpStatusCode.Gone, "Expired", "too old");
        _time.Advance(TimeSpan.FromMinutes(3));
        await Eventually.TrueAsync(() => _time.PendingTimers > 0, "it waits");
        await PassAsync(TimeSpan.FromMinutes(2));
        Assert.True(page >= 4);
        Assert.Equal(2, _store.Count);
    }

    [Fact]
    public async Task A_stream_of_the_first_state_is_used_where_it_is_offered()
    {
        _server.OnWatch = (_, token) => Silence(
            token,
            new WatchEvent(WatchEventType.Added, Bytes("a", 7)),
            Event(WatchEventType.Bookmark, """{"metadata":{"resourceVersion":"9","annotations":{"k8s.io/initial-events-end":"true"}}}"""));
        await StartAsync(new ReflectorOptions());
        await _store.WaitForSyncAsync().WaitAsync(Eventually.DefaultDeadline);
        Assert.Equal(1, _store.Count);
        await RequestedAsync("watchlist");
        _time.Advance(TimeSpan.FromMinutes(3));
        await RequestedAsync("watchlist", "watch from 9");
    }

    [Fact]
    public async Task A_server_that_ignores_the_wish_for_a_stream_is_listed_after_ten_silent_seconds()
    {
        await StartAsync(new ReflectorOptions());
        await RequestedAsync("watchlist");
        _time.Advance(TimeSpan.FromSeconds(10));
        await RequestedAsync("watchlist", "list", "watch from 100");
    }

    [Fact]
    public async Task Something_without_a_name_is_passed_over_and_logged()
    {
        _server.OnList = () => new ListPage([Bytes("a", 1), "{}"u8.ToArray()], "100", null);
        await StartAsync(new ReflectorOptions { WatchList = false });
        await _store.WaitForSyncAsync().WaitAsync(Eventually.DefaultDeadline);
        Assert.Equal(1, _store.Count);
        Assert.Contains(_log.Lines, line => line.Contains("no object with a name", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(404, "install the CRDs (kubectl apply -f config/crds)")]
    [InlineData(403, "forbids the verb list on widgets.tests.identitycenter.dev (no): grant list and watch on widgets in API group \"tests.identitycenter.dev\"")]
    [InlineData(401, "does not accept the operator's credentials")]
    [InlineData(0, "the API server cannot be reached (refused): check its address and the network. Trying again in")]
    public async Task A_refusal_is_told_with_its_remedy(int code, string sentence)
    {
        _server.OnList = () => throw (code == 0 ? new HttpRequestException("refused") : new KubernetesException((HttpStatusCode)code, "", "no"));
        await StartAsync(new ReflectorOptions { WatchList = false }, settle: false);
        await Eventually.TrueAsync(() => _log.Lines.Any(line => line.Contains(sentence, StringComparison.Ordinal)), $"\"{sentence}\" is logged");
    }

    /// <summary>What a watch does that the API server asks to begin later.</summary>
    private static async IAsyncEnumerable<WatchEvent> Waiting([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(stopped.SetResult);
        await stopped.Task;
        throw new OperationCanceledException(
            "cancelled", new KubernetesException(HttpStatusCode.TooManyRequests, "TooManyRequests", "come back later", TimeSpan.FromSeconds(1)), cancellationToken);
#pragma warning disable CS0162 // What makes it an iterator.
        yield break;
#pragma warning restore CS0162
    }

    private async Task StartAsync(ReflectorOptions options, bool settle = true)
    {
        _running = new Reflector<Widget>(_server, _store, options, _time, () => 0.5, _log).RunAsync(_stop.Token);
        if (settle)
            await Eventually.TrueAsync(() => !_server.Watches.IsEmpty && _time.PendingTimers > 0, "the watch is open");
    }

    // The pause between tries may still have to pass.
    private Task RequestedAsync(params string[] requests) => Eventually.TrueAsync(
        () =>
        {
            if (_server.Requests.SequenceEqual(requests))
                return true;
            if (_server.Requests.Count < requests.Length && _time.PendingTimers > 0)
                _time.Advance(TimeSpan.FromMilliseconds(20));
            return false;
        },
        $"the requests are {string.Join(", ", requests)}, not {string.Join(", ", _server.Requests)}");

    private async Task PassAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(0.2))
        {
            await Eventually.TrueAsync(() => _time.PendingTimers > 0, "it waits");
            _time.Advance(TimeSpan.FromSeconds(0.2));
        }
    }

    private static byte[] Bytes(string name, int version) => System.Text.Encoding.UTF8.GetBytes(
        $$$"""{"metadata":{"name":"{{{name}}}","uid":"{{{name}}}","resourceVersion":"{{{version}}}"}}""");

    private sealed class Journal : ILogger<Reflector<Widget>>
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception));
    }
}
