using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Operator.Tests.Processes;
using Xunit.Abstractions;

namespace Operator.Tests.Security;

/// <summary>The operator listens where <c>--bind</c> says and nowhere else, and serves what it documents and nothing else.</summary>
[Collection(ProcessTests.Name)]
public sealed class EndpointTests(ProcessWorld world, ITestOutputHelper output)
{
    private const string Listening = "0A";

    [Fact]
    public async Task It_listens_on_the_bound_address_alone_whatever_the_environment_says_of_web_servers()
    {
        var ports = Enumerable.Range(0, 4).Select(_ => FreePort()).ToArray();
        await using var process = await StartAsync([], new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = $"http://0.0.0.0:{ports[0]}",
            ["ASPNETCORE_HTTP_PORTS"] = $"{ports[1]}",
            ["DOTNET_URLS"] = $"http://0.0.0.0:{ports[2]}",
            ["Kestrel__Endpoints__Extra__Url"] = $"http://0.0.0.0:{ports[3]}",
        });
        await process.ReadyAsync();
        Assert.Equal([$"127.0.0.1:{process.Address!.Port}"], Sockets(process.Id));
    }

    [Fact]
    public async Task It_serves_health_and_metrics_and_nothing_else()
    {
        await using var process = await StartAsync([], null);
        await process.ReadyAsync();
        using var http = new HttpClient { BaseAddress = process.Address };
        foreach (var path in new[] { "metrics", "healthz", "readyz" })
            Assert.Equal((path, HttpStatusCode.OK), (path, await StatusAsync(http, path)));
        foreach (var path in new[] { "", "debug", "debug/queue", "debug/pprof/", "metrics/../debug/queue", "config", "swagger", "index.html" })
            Assert.Equal((path, HttpStatusCode.NotFound), (path, await StatusAsync(http, path)));
    }

    [Fact]
    public async Task The_queue_is_shown_to_whoever_asked_for_it_at_the_start()
    {
        await using var process = await StartAsync(["--debug-endpoints"], null);
        await process.ReadyAsync();
        Assert.Equal(HttpStatusCode.OK, await process.StatusAsync("debug/queue"));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.False(answer.Headers.Contains("Server"), "says which software serves it");
        return answer.StatusCode;
    }

    private Task<OperatorProcess> StartAsync(string[] arguments, IReadOnlyDictionary<string, string?>? environment) =>
        OperatorProcess.StartAsync("endpoints", world.Plane.OperatorKubeconfig, world.Aws.Endpoint, output, ["--leader-election=false", .. arguments], environment: environment);

    // What the kernel says of the sockets that the process holds.
    private static List<string> Sockets(int process)
    {
        var inodes = Directory.EnumerateFileSystemEntries($"/proc/{process}/fd").Select(TargetOf)
            .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal)).Select(target => target[8..^1]).ToHashSet();
        return [.. new[] { "tcp", "tcp6" }.SelectMany(table => File.ReadLines($"/proc/{process}/net/{table}").Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(row => row[3] == Listening && inodes.Contains(row[9])).Select(row => Address(row[1]))];
    }

    // One that listens stays; another may be closed meanwhile.
    private static string TargetOf(string file)
    {
        try
        {
            return File.ResolveLinkTarget(file, returnFinalTarget: false)?.Name ?? "";
        }
        catch (FileNotFoundException)
        {
            return "";
        }
    }

    private static string Address(string hex)
    {
        var parts = hex.Split(':');
        var bytes = Convert.FromHexString(parts[0]);
        // Words of 32 bits in the machine's order.
        for (var i = 0; i < bytes.Length; i += 4)
            Array.Reverse(bytes, i, 4);
        return $"{new IPAddress(bytes)}:{int.Parse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture)}";
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
