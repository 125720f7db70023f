using System.Collections.Concurrent;
using System.Net;
using System.Text;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Reflectors;
using Kubernetes.Tests.Kinds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;

namespace Kubernetes.Tests.Reflectors;

/// <summary>
/// The stream of the first state over HTTP, as https://kubernetes.io/docs/reference/using-api/api-concepts/#streaming-lists has it and KEP-3157 explains: the
/// server at hand may be too old to offer it.
/// </summary>
public sealed class StreamedStateTests : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _requests = [];
    private readonly ObjectStore<Widget> _store = new(Widget.Resource);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];
    private readonly WebApplication _app;

    /// <summary>How the server answers what is asked of it, by its query.</summary>
    private Func<Dictionary<string, string>, HttpResponse, Task> _answer = (_, _) => Task.CompletedTask;

    public StreamedStateTests()
    {
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.Run(async context =>
        {
            _requests.Enqueue(WebUtility.UrlDecode(context.Request.QueryString.Value ?? ""));
            var query = QueryHelpers.ParseQuery(context.Request.QueryString.Value).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
            await _answer(query, context.Response);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        await _app.DisposeAsync();
        _stop.Dispose();
    }

    [Fact]
    public async Task The_stream_is_asked_for_as_the_API_server_demands_and_goes_on_as_the_watch()
    {
        var more = new TaskCompletionSource();
        _answer = async (_, response) =>
        {
            await WriteAsync(response, Added("a", 7), Added("b", 5), End(9));
            await more.Task;
            await WriteAsync(response, Added("c", 12));
            await Task.Delay(Timeout.Infinite, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };
        await StartAsync();
        await _store.WaitForSyncAsync().WaitAsync(Eventually.DefaultDeadline);
        Assert.Equal(2, _store.Count);
        more.SetResult();
        await Eventually.TrueAsync(() => _store.Count == 3, "the watch goes on");
        var query = Assert.Single(_requests);
        Assert.Matches(@"^\?watch=1&allowWatchBookmarks=true&timeoutSeconds=\d+&sendInitialEvents=true&resourceVersionMatch=NotOlderThan$", query);
    }

    [Fact]
    public async Task Nothing_is_known_before_the_bookmark_that_ends_the_first_state_and_what_changed_meanwhile_counts()
    {
        var end = new TaskCompletionSource();
        _answer = async (_, response) =>
        {
            await WriteAsync(response, Added("a", 3), Added("b", 4), Event("MODIFIED", "a", 6), Event("DELETED", "b", 7));
            await end.Task;
            await WriteAsync(response, End(8));
            await Task.Delay(Timeout.Infinite, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };
        await StartAsync();
        await Eventually.TrueAsync(() => _requests.Count == 1, "it is asked");
        Assert.Equal((false, 0), (_store.HasSynced, _store.Count));
        end.SetResult();
        await _store.WaitForSyncAsync().WaitAsync(Eventually.DefaultDeadline);
        Assert.Equal(["a 6"], _store.All().Select(stored => $"{stored.Key.Name} {stored.ResourceVersion}"));
    }

    [Fact]
    public async Task After_the_stream_has_ended_the_watch_is_resumed_from_its_last_version_as_an_ordinary_one()
    {
        _answer = async (query, response) =>
        {
            await WriteAsync(response, query.ContainsKey("sendInitialEvents") ? [Added("a", 7), End(9)] : [Added("b", 11)]);
            if (!query.ContainsKey("sendInitialEvents"))
                await Task.Delay(Timeout.Infinite, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };
        await StartAsync();
        await Eventually.TrueAsync(() => _store.Count == 2, "the watch is resumed");
        Assert.Matches(@"^\?watch=1&allowWatchBookmarks=true&resourceVersion=9&timeoutSeconds=\d+$", _requests.Last());
    }

    // Before 1.27 resourceVersionMatch is unknown to a watch; since then the feature gate may be off; a proxy may know no such parameter.
    [Theory]
    [InlineData(422, "Invalid", "ListOptions.meta.k8s.io \"\" is invalid: sendInitialEvents: Forbidden: sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled")]
    [InlineData(422, "Invalid", "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden for watch")]
    [InlineData(400, "BadRequest", "unknown parameter")]
    public async Task A_server_that_refuses_the_stream_is_listed_at_once_and_not_asked_again(int code, string reason, string message)
    {
        var watches = 0;
        _answer = async (query, response) =>
        {
            if (query.ContainsKey("sendInitialEvents"))
                await RefuseAsync(response, code, reason, message);
            else if (!query.ContainsKey("watch"))
                await response.WriteAsync($$"""{"metadata":{"resourceVersion":"20"},"items":[{{Object("a", 7)}}]}""");
            else if (++watches == 1)
                await WriteAsync(response, """{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired","message":"too old resource version"}}""");
            else
                await Task.Delay(Timeout.Infinite, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };
        await StartAsync();
        await Eventually.TrueAsync(() => watches == 2, "the expired watch is followed by a list and a watch");
        Assert.Equal(["sendInitialEvents", "list", "watch", "list", "watch"], _requests.Select(Kind));
        Assert.Equal(1, _store.Count);
    }

    [Fact]
    public async Task A_server_that_is_not_up_to_date_yet_is_asked_for_the_stream_again()
    {
        var asked = 0;
        _answer = async (_, response) =>
        {
            if (++asked == 1)
            {
                await RefuseAsync(response, 504, "Timeout", "Timeout: Too large resource version: 9, current: 7");
                return;
            }

            await WriteAsync(response, Added("a", 7), End(9));
            await Task.Delay(Timeout.Infinite, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };
        await StartAsync();
        await _store.WaitForSyncAsync().WaitAsync(Eventually.DefaultDeadline);
        Assert.Equal(["sendInitialEvents", "sendInitialEvents"], _requests.Select(Kind));
    }

    private static string Kind(string query) => query.Contains("sendInitialEvents", StringComparison.Ordinal) ? "sendInitialEvents"
        : query.Contains("watch=1", StringComparison.Ordinal) ? "watch" : "list";

    private static string Object(string name, int version) => $$$"""{"metadata":{"name":"{{{name}}}","namespace":"n","uid":"{{{name}}}","resourceVersion":"{{{version}}}"},"spec":{}}""";

    private static string Event(string type, string name, int version) => $$$"""{"type":"{{{type}}}","object":{{{Object(name, version)}}} }""";

    private static string Added(string name, int version) => Event("ADDED", name, version);

    private static string End(int version) =>
        """{"type":"BOOKMARK","object":{"kind":"Widget","apiVersion":"tests.identitycenter.dev/v1","metadata":{"resourceVersion":"VERSION","annotations":{"k8s.io/initial-events-end":"true"},"creationTimestamp":null},"spec":{}}}"""
            .Replace("VERSION", $"{version}", StringComparison.Ordinal);

    private static async Task WriteAsync(HttpResponse response, params string[] lines)
    {
        await response.WriteAsync(string.Concat(lines.Select(line => line + "\n")), Encoding.UTF8);
        await response.Body.FlushAsync();
    }

    private static Task RefuseAsync(HttpResponse response, int code, string reason, string message)
    {
        response.StatusCode = code;
        return response.WriteAsync($$$"""{"kind":"Status","apiVersion":"v1","status":"Failure","message":"{{{message.Replace("\"", "\\\"", StringComparison.Ordinal)}}}","reason":"{{{reason}}}","code":{{{code}}} }""");
    }

    private async Task StartAsync()
    {
        await _app.StartAsync();
        var client = new KubernetesClient(new ClientConfiguration { Server = new Uri(_app.Urls.First()) });
        var options = new ReflectorOptions { Backoff = new(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(50)) };
        var reflector = new Reflector<Widget>(client, _store, options, TimeProvider.System, () => 0.5, NullLogger<Reflector<Widget>>.Instance);
        _running.Add(RunAsync(client, reflector));
    }

    private async Task RunAsync(KubernetesClient client, Reflector<Widget> reflector)
    {
        using (client)
            await reflector.RunAsync(_stop.Token);
    }
}
