using System.Diagnostics;
using System.Net;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Testing;

namespace Kubernetes.Tests.Client;

/// <summary>What the client does when the API server says when to come back.</summary>
public sealed class RetryAfterTests
{
    private static readonly ObjectKey Key = new("a", "b");
    private static readonly byte[] Tested = """[{"op":"test","path":"/metadata/uid","value":"1"},{"op":"add","path":"/metadata/finalizers/-","value":"x"}]"""u8.ToArray();
    private static readonly byte[] Untested = """[{"op":"add","path":"/metadata/finalizers/-","value":"x"}]"""u8.ToArray();
    private static readonly byte[] Versioned = """{"metadata":{"name":"b","resourceVersion":"7"}}"""u8.ToArray();
    private static readonly byte[] Named = """{"metadata":{"name":"b"}}"""u8.ToArray();
    private static readonly byte[] Generated = """{"metadata":{"generateName":"b-"}}"""u8.ToArray();

    private static readonly Dictionary<string, (bool IsIdempotent, Func<KubernetesClient, CancellationToken, Task> Make)> Calls = new()
    {
        ["get"] = (true, (client, token) => client.GetAsync(GizmoKind.Resource, Key, token)),
        ["list"] = (true, (client, token) => client.ListAsync(GizmoKind.Resource, new ListOptions(), token)),
        ["watch"] = (true, (client, token) => client.WatchAsync(GizmoKind.Resource, new WatchOptions(), token).ToListAsync(token).AsTask()),
        ["apply"] = (true, (client, token) => client.PatchAsync(GizmoKind.Resource, Key, new Patch.Apply(Named, "us"), null, token)),
        ["apply of the status"] = (true, (client, token) => client.PatchAsync(GizmoKind.Resource, Key, new Patch.Apply(Named, "us"), "status", token)),
        ["merge patch"] = (true, (client, token) => client.PatchAsync(GizmoKind.Resource, Key, new Patch.Merge(Named), null, token)),
        ["JSON patch with a test"] = (true, (client, token) => client.PatchAsync(GizmoKind.Resource, Key, new Patch.Json(Tested), null, token)),
        ["JSON patch without one"] = (false, (client, token) => client.PatchAsync(GizmoKind.Resource, Key, new Patch.Json(Untested), null, token)),
        ["JSON patch that is none"] = (false, (client, token) => client.PatchAsync(GizmoKind.Resource, Key, new Patch.Json("[7,{"u8.ToArray()), null, token)),
        ["replace of a version"] = (true, (client, token) => client.ReplaceAsync(GizmoKind.Resource, Key, Versioned, token)),
        ["replace of any version"] = (false, (client, token) => client.ReplaceAsync(GizmoKind.Resource, Key, Named, token)),
        ["delete"] = (true, (client, token) => client.DeleteAsync(GizmoKind.Resource, Key, null, token)),
        ["delete of a uid"] = (true, (client, token) => client.DeleteAsync(GizmoKind.Resource, Key, new Preconditions("1"), token)),
        ["create of a name"] = (true, (client, token) => client.CreateAsync(GizmoKind.Resource, "a", Named, token)),
        ["create of a name that the server chooses"] = (false, (client, token) => client.CreateAsync(GizmoKind.Resource, "a", Generated, token)),
    };

    public static TheoryData<string, int, HttpProtocols> CallsAndCodes()
    {
        var cases = new TheoryData<string, int, HttpProtocols>();
        foreach (var (call, code, protocol) in from call in Calls.Keys from code in new[] { 429, 500, 503, 504 } from protocol in new[] { HttpProtocols.Http1, HttpProtocols.Http2 } select (call, code, protocol))
            cases.Add(call, code, protocol);
        return cases;
    }

    public static TheoryData<string> CallNames() => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(CallsAndCodes))]
    public async Task A_call_that_is_told_when_to_come_back_does_so_unless_twice_would_be_one_time_too_many(string name, int code, HttpProtocols protocol)
    {
        var clock = new ManualTimeProvider();
        await using var server = await ScriptedServer.StartAsync(r => r.Number <= 2 ? Reply.Busy(code, "3") : new Reply(200, Sound(r)), protocol);
        using var client = new KubernetesClient(server.Configuration, new KubernetesClientOptions { Time = clock });
        var (isIdempotent, make) = Calls[name];

        var call = make(client, CancellationToken.None);
        if (isIdempotent || code == 429)
        {
            await WaitsAsync(clock, server, 1);
            clock.Advance(TimeSpan.FromSeconds(2.9));
            Assert.Single(server.Requests);
            clock.Advance(TimeSpan.FromSeconds(0.1));
            await WaitsAsync(clock, server, 2);
            clock.Advance(TimeSpan.FromSeconds(3));
            await call;
            Assert.Equal(3, server.Requests.Count);
            Assert.Single(server.Requests.Select(r => r with { Number = 0 }).Distinct());
        }
        else
        {
            var refusal = await Assert.ThrowsAsync<KubernetesException>(() => call.WaitAsync(Eventually.DefaultDeadline));
            Assert.Equal(((HttpStatusCode)code, TimeSpan.FromSeconds(3)), (refusal.Code, refusal.RetryAfter));
            Assert.Single(server.Requests);
        }

        Assert.All(server.Requests, r => Assert.Equal(protocol == HttpProtocols.Http2 ? "HTTP/2" : "HTTP/1.1", r.Protocol));
    }

    [Theory]
    [MemberData(nameof(CallNames))]
    public async Task A_refusal_that_names_no_time_is_the_answer(string name)
    {
        foreach (var code in new[] { 429, 500, 503 })
        {
            await using var server = await ScriptedServer.StartAsync(_ => Reply.Busy(code, null));
            using var client = new KubernetesClient(server.Configuration);

            var refusal = await Assert.ThrowsAsync<KubernetesException>(() => Calls[name].Make(client, CancellationToken.None));

            Assert.Equal((HttpStatusCode)code, refusal.Code);
            Assert.Single(server.Requests);
        }
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(410)]
    [InlineData(422)]
    public async Task Other_refusals_are_final_whatever_time_they_name(int code)
    {
        await using var server = await ScriptedServer.StartAsync(_ => Reply.Busy(code, "1"));
        using var client = new KubernetesClient(server.Configuration);

        await Assert.ThrowsAsync<KubernetesException>(() => client.GetAsync(GizmoKind.Resource, Key));

        Assert.Single(server.Requests);
    }

    /// <summary>The clock says noon on 1 December 2026.</summary>
    public static TheoryData<string, double> Words => new()
    {
        { "3", 3 },
        { "0", 0.1 },
        { "Tue, 01 Dec 2026 12:00:07 GMT", 7 },
        { "Tuesday, 01-Dec-26 12:00:07 GMT", 7 },
        { "Tue, 01 Dec 2026 11:00:00 GMT", 0.1 },
        { "Thu, 01 Jan 1970 00:00:00 GMT", 0.1 },
    };

    [Theory]
    [MemberData(nameof(Words))]
    public async Task The_header_is_seconds_or_a_moment_and_a_moment_in_the_past_is_now(string word, double seconds)
    {
        var clock = new ManualTimeProvider();
        await using var server = await ScriptedServer.StartAsync(r => r.Number == 1 ? Reply.Busy(429, word) : new Reply(200));
        await ComesBackAfterAsync(clock, server, TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData(null, 4)]
    [InlineData("soon", 4)]
    [InlineData("-1", 4)]
    [InlineData("1.5", 4)]
    [InlineData("99999999999999", 4)]
    [InlineData("2", 2)]
    public async Task The_body_says_it_where_the_header_does_not(string? header, int seconds)
    {
        var clock = new ManualTimeProvider();
        await using var server = await ScriptedServer.StartAsync(
            r => r.Number == 1 ? Reply.BusyInBody(503, 4, header is null ? [] : [("Retry-After", header)]) : new Reply(200));
        await ComesBackAfterAsync(clock, server, TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task A_server_that_never_stops_is_asked_eleven_times_and_both_counters_say_so()
    {
        var clock = new ManualTimeProvider();
        await using var server = await ScriptedServer.StartAsync(_ => Reply.Busy(429, "1"));
        using var client = new KubernetesClient(server.Configuration, new KubernetesClientOptions { Time = clock });
        using var counts = new RequestCounts(server.Host);
        using var retries = new RequestCounts(server.Host, "rest_client_request_retries_total", "verb");

        var call = client.GetAsync(GizmoKind.Resource, Key);
        for (var tries = 1; tries <= 10; tries++)
        {
            await WaitsAsync(clock, server, tries);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        var refusal = await Assert.ThrowsAsync<KubernetesException>(() => call.WaitAsync(Eventually.DefaultDeadline));
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)), (refusal.Code, refusal.RetryAfter));
        Assert.Contains("come back later", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(11, server.Requests.Count);
        Assert.Equal(["GET 429: 11"], counts.Lines);
        Assert.Equal(["GET 429: 10"], retries.Lines);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT")]
    public async Task A_server_that_always_says_now_is_left_alone_after_a_second_or_so(string now)
    {
        await using var server = await ScriptedServer.StartAsync(_ => Reply.Busy(503, now));
        using var client = new KubernetesClient(server.Configuration);
        var watch = Stopwatch.StartNew();

        await Assert.ThrowsAsync<KubernetesException>(() => client.GetAsync(GizmoKind.Resource, Key));

        Assert.Equal(11, server.Requests.Count);
        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(0.99), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task All_tries_together_take_no_longer_than_one_call_may()
    {
        var clock = new ManualTimeProvider();
        await using var server = await ScriptedServer.StartAsync(_ => Reply.Busy(429, "12"));
        using var client = new KubernetesClient(server.Configuration, new KubernetesClientOptions { Time = clock });

        var call = client.GetAsync(GizmoKind.Resource, Key);
        await WaitsAsync(clock, server, 1);
        clock.Advance(TimeSpan.FromSeconds(12));
        await WaitsAsync(clock, server, 2);
        clock.Advance(TimeSpan.FromSeconds(12));

        // A third wait would end after 36 s: whoever called may do something else meanwhile.
        var refusal = await Assert.ThrowsAsync<KubernetesException>(() => call.WaitAsync(Eventually.DefaultDeadline));
        Assert.Equal(TimeSpan.FromSeconds(12), refusal.RetryAfter);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData("30")]
    [InlineData("86400")]
    [InlineData("2147483647")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task A_wait_that_is_longer_than_the_call_is_the_caller_s(string word)
    {
        var clock = new ManualTimeProvider();
        await using var server = await ScriptedServer.StartAsync(_ => Reply.Busy(503, word));
        using var client = new KubernetesClient(server.Configuration, new KubernetesClientOptions { Time = clock });

        var refusal = await Assert.ThrowsAsync<KubernetesException>(() => client.GetAsync(GizmoKind.Resource, Key));

        Assert.True(refusal.RetryAfter >= TimeSpan.FromSeconds(30));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_server_that_falls_silent_after_it_asked_to_wait_is_a_timeout_that_says_both()
    {
        var clock = new ManualTimeProvider();
        using var silent = new CancellationTokenSource();
        await using var server = await ScriptedServer.StartAsync(r =>
        {
            if (r.Number > 1)
                silent.Token.WaitHandle.WaitOne();
            return Reply.Busy(429, "5");
        });
        using var client = new KubernetesClient(server.Configuration, new KubernetesClientOptions { Time = clock });

        var call = client.GetAsync(GizmoKind.Resource, Key);
        await WaitsAsync(clock, server, 1);
        clock.Advance(TimeSpan.FromSeconds(5));
        await Eventually.EqualAsync(2, () => server.Requests.Count, "it came back");
        clock.Advance(TimeSpan.FromSeconds(25));

        var timeout = await Assert.ThrowsAsync<TimeoutException>(() => call);
        await silent.CancelAsync();
        Assert.Contains("did not answer within 30 s; before, it had asked to wait (", timeout.Message, StringComparison.Ordinal);
        Assert.Contains("come back later", timeout.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(CallNames))]
    public async Task A_wait_ends_at_once_when_the_call_is_cancelled(string name)
    {
        var clock = new ManualTimeProvider();
        await using var server = await ScriptedServer.StartAsync(_ => Reply.Busy(429, "20"));
        using var client = new KubernetesClient(server.Configuration, new KubernetesClientOptions { Time = clock });
        using var cancel = new CancellationTokenSource();

        var call = Calls[name].Make(client, cancel.Token);
        await WaitsAsync(clock, server, 1);
        await cancel.CancelAsync();

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Eventually.DefaultDeadline));
        Assert.Equal(HttpStatusCode.TooManyRequests, Assert.IsType<KubernetesException>(cancelled.InnerException).Code);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_burst_is_waited_out_by_all_calls_at_once()
    {
        var clock = new ManualTimeProvider();
        await using var server = await ScriptedServer.StartAsync(r => r.Number <= 40 ? Reply.Busy(429, "1") : new Reply(200));
        using var client = new KubernetesClient(server.Configuration, new KubernetesClientOptions { Time = clock });

        var calls = Enumerable.Range(0, 20).Select(_ => client.GetAsync(GizmoKind.Resource, Key)).ToList();
        foreach (var sent in new[] { 20, 40 })
        {
            await Eventually.TrueAsync(() => server.Requests.Count == sent && clock.PendingTimers == 2 * calls.Count, "all wait");
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Task.WhenAll(calls);
        Assert.Equal(60, server.Requests.Count);
    }

    [Fact]
    public async Task No_call_is_repeated_where_none_is_to_be()
    {
        await using var server = await ScriptedServer.StartAsync(_ => Reply.Busy(429, "1"));
        using var client = new KubernetesClient(server.Configuration, new KubernetesClientOptions { Retries = 0 });

        await Assert.ThrowsAsync<KubernetesException>(() => client.GetAsync(GizmoKind.Resource, Key));

        Assert.Single(server.Requests);
    }

    /// <summary>Current API servers answer 429 to whoever reads or writes a kind that was just made or changed, until its storage is ready.</summary>
    [Fact]
    public async Task A_kind_that_was_just_made_or_changed_is_read_and_written_without_a_refusal()
    {
        var plane = await ControlPlane.Shared;
        await using var proxy = TcpProxy.Start(plane.Port);
        var client = plane.Client(plane.AdminKubeconfigThrough(proxy));
        using var counts = new RequestCounts($"127.0.0.1:{proxy.Port}");
        using var retries = new RequestCounts($"127.0.0.1:{proxy.Port}", "rest_client_request_retries_total", "verb");
        var asksToWait = plane.Server.AsksToWaitForStorage;
        for (var round = 1; round <= 2 || (round <= 10 && asksToWait && counts.Total("429") == 0); round++)
        {
            var fresh = new FreshKind(plane);
            await fresh.InstallAsync();
            await Task.WhenAll(Enumerable.Range(0, 6).Select(n => fresh.UseAsync(client, n)));
            await fresh.ChangeAsync();
            await Task.WhenAll(Enumerable.Range(0, 6).Select(n => fresh.UseAsync(client, n)));
        }

        Assert.True(!asksToWait || counts.Total("429") > 0, "The server has not asked anybody to wait: this test shows nothing any more.");
        Assert.Equal(counts.Total("429"), retries.Total(""));
    }

    private static string Sound(ScriptedRequest request) =>
        request.Path.Contains("watch=1", StringComparison.Ordinal) ? """{"type":"BOOKMARK","object":{}}""" : """{"items":[]}""";

    private static async Task ComesBackAfterAsync(ManualTimeProvider clock, ScriptedServer server, TimeSpan wait)
    {
        using var client = new KubernetesClient(server.Configuration, new KubernetesClientOptions { Time = clock });
        var call = client.GetAsync(GizmoKind.Resource, Key);
        await WaitsAsync(clock, server, 1);
        clock.Advance(wait - TimeSpan.FromMilliseconds(1));
        Assert.Single(server.Requests);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await call;
        Assert.Equal(2, server.Requests.Count);
    }

    /// <summary>The call's own time and its wait.</summary>
    private static Task WaitsAsync(ManualTimeProvider clock, ScriptedServer server, int requests) =>
        Eventually.TrueAsync(() => server.Requests.Count == requests && clock.PendingTimers == 2, $"the call waits after {requests} requests");
}
