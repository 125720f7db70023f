using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Testing;

namespace LocalIdentityCenter.Tests.Support;

/// <summary>A test that needs a browser; skipped with a reason where there is none.</summary>
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = Programs.Missing(Chromium.Names);
}

/// <summary>A headless Chromium with one page, driven over its DevTools protocol.</summary>
public sealed partial class Chromium : IAsyncDisposable
{
    // As any user, root too, without a network, a display or a memory of earlier runs.
    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-port=0",
    ];

    private readonly Process process;
    private readonly DirectoryInfo profile;
    private readonly ClientWebSocket socket = new();
    private int lastId;
    private Task<string> said = Task.FromResult("");

    private Chromium(Process process, DirectoryInfo profile) => (this.process, this.profile) = (process, profile);

    /// <summary>What it is called, by whom it was packaged.</summary>
    public static string[] Names { get; } = ["chromium", "chromium-browser", "google-chrome"];

    public static async Task<Chromium> OpenAsync(Uri page)
    {
        var profile = Directory.CreateTempSubdirectory("chromium-");
        var start = new ProcessStartInfo(Programs.Find(Names)!, [.. Flags, $"--user-data-dir={profile.FullName}", page.ToString()]) { RedirectStandardError = true };
        var chromium = new Chromium(Process.Start(start)!, profile);
        await chromium.ConnectAsync();
        await chromium.UntilAsync("document.readyState === 'complete' && location.protocol === 'http:'");
        return chromium;
    }

    /// <summary>Evaluates an expression on the page.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        var id = ++lastId;
        var command = new JsonObject
        {
            ["id"] = id,
            ["method"] = "Runtime.evaluate",
            ["params"] = new JsonObject { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true },
        };
        await socket.SendAsync(Encoding.UTF8.GetBytes(command.ToJsonString()), WebSocketMessageType.Text, true, CancellationToken.None);
        while (true)
            if (await ReceiveAsync() is var message && (int?)message["id"] == id) return message["result"]?["result"]?["value"];
    }

    /// <summary>Waits until an expression is true on the page, across navigations.</summary>
    public Task UntilAsync(string condition) =>
        Eventually.TrueAsync(async () => (await EvaluateAsync($"Boolean({condition})"))?.GetValue<bool>() == true, condition);

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        await said;
        process.Dispose();
        profile.Delete(recursive: true);
    }

    private async Task ConnectAsync()
    {
        string? line;
        Match match;
        do
        {
            line = await process.StandardError.ReadLineAsync() ?? throw new InvalidOperationException("chromium ended before it listened");
            match = Listening().Match(line);
        }
        while (!match.Success);
        said = process.StandardError.ReadToEndAsync();
        using var http = new HttpClient();
        var targets = await http.GetFromJsonAsync<JsonArray>($"http://{match.Groups[1].Value}/json/list");
        await socket.ConnectAsync(new Uri((string)targets!.First(t => (string)t!["type"]! == "page")!["webSocketDebuggerUrl"]!), CancellationToken.None);
    }

    private async Task<JsonNode> ReceiveAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, CancellationToken.None);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(Encoding.UTF8.GetString(message.ToArray()))!;
    }

    [GeneratedRegex("DevTools listening on ws://([^/]+)/")]
    private static partial Regex Listening();
}
