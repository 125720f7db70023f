using System.Net;
using System.Net.Sockets;
using System.Text;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using Testing;

namespace Kubernetes.Tests.Client;

public sealed class BrokenServerTests
{
    private const string Added = """{"type":"ADDED","object":{"a":1}}""";

    [Fact]
    public async Task A_proxy_s_error_page_is_a_refusal_with_its_code_and_text()
    {
        using var server = RawServer.Answering("502 Bad Gateway", "<html>\n<h1>upstream is gone</h1></html>", "Retry-After: 7\r\n");
        using var client = new KubernetesClient(server.Configuration, new KubernetesClientOptions { Retries = 0 });

        var refusal = await Assert.ThrowsAsync<KubernetesException>(() => client.GetAsync(GizmoKind.Resource, new ObjectKey("a", "b")));

        Assert.Equal((HttpStatusCode.BadGateway, "", TimeSpan.FromSeconds(7)), (refusal.Code, refusal.Reason, refusal.RetryAfter));
        Assert.Contains("upstream is gone", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("{\"items\":[{]}")]
    [InlineData("{\"items\":{}}")]
    [InlineData("{\"metadata\":{\"resourceVersion\":\"1\"}}")]
    [InlineData("[]")]
    public async Task What_is_no_list_is_an_invalid_answer(string body)
    {
        using var server = RawServer.Answering("200 OK", body);
        using var client = new KubernetesClient(server.Configuration);

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.ListAsync(GizmoKind.Resource, new ListOptions()));

        Assert.Equal(HttpRequestError.InvalidResponse, error.HttpRequestError);
    }

    [Fact]
    public async Task A_connection_that_is_reset_as_soon_as_it_is_there_is_a_failed_request()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var resets = ResetAsync(listener);
        using var client = new KubernetesClient(new() { Server = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}") });

        // Which of its parts the client has got to by then is chance: many enough for all of them.
        await Parallel.ForAsync(0, 4000, async (_, _) =>
            await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(GizmoKind.Resource, new ObjectKey("a", "b"))));

        listener.Stop();
        await Assert.ThrowsAnyAsync<Exception>(() => resets);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_a_timeout_and_a_cancelled_call_is_not()
    {
        var clock = new ManualTimeProvider();
        using var server = new RawServer(null);
        using var client = new KubernetesClient(server.Configuration, new KubernetesClientOptions { Time = clock });

        var get = client.GetAsync(GizmoKind.Resource, new ObjectKey("a", "b"));
        await Eventually.TrueAsync(() => clock.PendingTimers == 1, "the call waits");
        clock.Advance(TimeSpan.FromSeconds(30));
        var timeout = await Assert.ThrowsAsync<TimeoutException>(() => get);

        using var cancel = new CancellationTokenSource();
        var cancelled = client.GetAsync(GizmoKind.Resource, new ObjectKey("a", "b"), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Contains("did not answer within 30 s", timeout.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("elsewhere")]
    public async Task A_server_that_does_not_finish_the_handshake_is_told_when_the_time_for_that_is_over(string? tlsName)
    {
        using var server = new RawServer(null);
        var configuration = server.Configuration with { Server = new UriBuilder(server.Address) { Scheme = "https" }.Uri, TlsServerName = tlsName };
        using var client = new KubernetesClient(configuration, new KubernetesClientOptions { ConnectTimeout = TimeSpan.FromSeconds(0.3) });

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(GizmoKind.Resource, new ObjectKey("a", "b")));

        Assert.Contains("no connection within 0.3 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watch_that_does_not_begin_is_a_timeout()
    {
        var clock = new ManualTimeProvider();
        using var server = new RawServer(null);
        using var client = new KubernetesClient(server.Configuration, new KubernetesClientOptions { Time = clock });

        var first = client.WatchAsync(GizmoKind.Resource, new WatchOptions()).FirstAsync().AsTask();
        await Eventually.TrueAsync(() => clock.PendingTimers == 1, "the call waits");
        clock.Advance(TimeSpan.FromSeconds(30));

        await Assert.ThrowsAsync<TimeoutException>(() => first);
    }

    [Theory]
    [InlineData("<html>\n")]
    [InlineData("<html>")]
    [InlineData("{\"type\":\"ADDED\"}\n")]
    [InlineData("{\"type\":\"ADDED\",\"object\":{}} {}\n")]
    [InlineData("{\"type\":\"UPSET\",\"object\":{}}\n")]
    [InlineData("{\"type\":7,\"object\":{}}\n")]
    [InlineData("[1]\n")]
    [InlineData("{\"type\":\"ADDED\",\"object\":{\n")]
    public async Task Garbage_in_a_watch_is_an_error_after_the_events_before_it(string garbage)
    {
        using var server = RawServer.Answering("200 OK", Added + "\n" + garbage);
        using var client = new KubernetesClient(server.Configuration);
        var seen = new List<string>();

        var error = await Assert.ThrowsAsync<HttpIOException>(async () =>
        {
            await foreach (var change in client.WatchAsync(GizmoKind.Resource, new WatchOptions()))
                seen.Add(Encoding.UTF8.GetString(change.Object.Span));
        });

        Assert.Equal(HttpRequestError.InvalidResponse, error.HttpRequestError);
        Assert.Equal(["{\"a\":1}"], seen);
    }

    [Fact]
    public async Task A_watch_cut_at_any_byte_yields_the_whole_events_and_ends()
    {
        var text = Added + "\r\n\n" + """{"object":{"b":"x\n\u00e4"},"more":[1,{}],"type":"BOOKMARK"}""" + "\n" + Added;
        var whole = Encoding.UTF8.GetBytes(text);
        for (var length = 0; length <= whole.Length; length++)
        {
            using var stream = new MemoryStream(whole, 0, length);
            var seen = await WatchStream.ReadAsync(stream, 1000, default).ToListAsync();
            var lines = Encoding.UTF8.GetString(whole, 0, length).Split('\n');
            var expected = lines[..^1].Count(l => l.Trim().Length > 0) + (lines[^1].TrimEnd() is [.., '}'] last && IsWhole(last) ? 1 : 0);
            Assert.Equal(expected, seen.Count);
        }
    }

    [Fact]
    public async Task Events_are_the_same_however_the_stream_is_cut_into_pieces()
    {
        var events = Enumerable.Range(0, 50).Select(i => $$$"""{"type":"MODIFIED","object":{"i":{{{i}}},"pad":"{{{new string('x', i * 97)}}}"}}""").ToList();
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', events) + "\n");
        foreach (var piece in new[] { 1, 2, 7, 64, 1000, 16 * 1024, bytes.Length })
        {
            using var stream = new PieceStream(bytes, piece);
            var seen = await WatchStream.ReadAsync(stream, 10_000, default).ToListAsync();
            Assert.Equal(events, seen.Select(e => $$"""{"type":"MODIFIED","object":{{Encoding.UTF8.GetString(e.Object.Span)}}}"""));
        }
    }

    [Fact]
    public async Task A_line_may_be_as_long_as_the_limit_and_no_longer()
    {
        var line = Encoding.UTF8.GetBytes($$$"""{"type":"ADDED","object":{"pad":"{{{new string('x', 1_000_000)}}}"}}""" + "\n");
        using var fits = new MemoryStream(line);
        using var endless = new MemoryStream([.. Enumerable.Repeat((byte)' ', 300_000)]);

        var seen = await WatchStream.ReadAsync(fits, line.Length, default).ToListAsync();
        var error = await Assert.ThrowsAsync<HttpIOException>(async () => await WatchStream.ReadAsync(endless, 100_000, default).ToListAsync());

        Assert.Single(seen);
        Assert.Contains("longer than 100000 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Items_of_a_list_are_cut_out_without_being_understood()
    {
        var page = ListPageReader.Read("""
            {"kind":"GizmoList","metadata":{"continue":"next","remainingItemCount":4,"resourceVersion":"42"},
             "items":[ {"spec":{"enum":"Unheard","n":1e999,"items":[{}]}} , 7, {"a":"]}\""}],"extra":[{"items":1}]}
            """u8.ToArray());

        Assert.Equal(("42", "next"), (page.ResourceVersion, page.Continue));
        Assert.Equal(
            ["""{"spec":{"enum":"Unheard","n":1e999,"items":[{}]}}""", "7", """{"a":"]}\""}"""], page.Items.Select(i => Encoding.UTF8.GetString(i.Span)));
    }

    [Theory]
    [InlineData("""{"metadata":{"continue":""},"items":null}""")]
    [InlineData("""{"items":[],"metadata":{}}""")]
    public void An_empty_list_has_no_items_and_no_next_page(string body)
    {
        var page = ListPageReader.Read(Encoding.UTF8.GetBytes(body));

        Assert.Empty(page.Items);
        Assert.Null(page.Continue);
    }

    [Fact]
    public async Task Nobody_listening_is_said_with_the_address_and_where_it_is_from()
    {
        using var server = new RawServer(null);
        server.Dispose();
        using var client = new KubernetesClient(server.Configuration with { Origin = "context dev of /home/me/.kube/config" });

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.ListAsync(GizmoKind.Resource, new ListOptions()));

        Assert.Contains(server.Address.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Contains("context dev of /home/me/.kube/config", error.Message, StringComparison.Ordinal);
        Assert.Equal(HttpRequestError.ConnectionError, error.HttpRequestError);
    }

    private static bool IsWhole(string line)
    {
        try
        {
            using var parsed = System.Text.Json.JsonDocument.Parse(line);
            return true;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    /// <summary>Yields its bytes in small pieces.</summary>
    private sealed class PieceStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }

    private static async Task ResetAsync(TcpListener listener)
    {
        while (true)
        {
            using var socket = await listener.AcceptSocketAsync();
            socket.LingerState = new LingerOption(true, 0);
        }
    }
}
