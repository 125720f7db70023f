using System.Net;
using System.Text.RegularExpressions;

namespace Shipping.Tests.Images;

/// <summary>
/// The file tree of the image, made once for all tests, as the Dockerfile makes it; or the one that the variable IMAGE_LAYOUT names, such as the unpacked image itself.
/// </summary>
public sealed class Layout : IAsyncLifetime
{
    private static readonly string? Given = Environment.GetEnvironmentVariable("IMAGE_LAYOUT");

    private readonly TemporaryFolder _folder = new();

    /// <summary>The folder that becomes the image's root.</summary>
    public string Root => Given ?? _folder.At("layout");

    /// <summary>The program.</summary>
    public string Program => Path.Combine(Root, "app", "identity-center-operator");

    /// <summary>Every file, as a path from the image's root.</summary>
    public IReadOnlyList<string> Files => [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file))];

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Given is null)
            await Tools.RunAsync(Repository.At("hack", "publish-layout"), Root);
        // The image's user is nobody special, and must get at the files.
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_101_101);
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }
}

/// <summary>The program of the tree, running as in a pod: as nobody special where the test may choose, with no home and no folder to write to.</summary>
internal sealed partial class RunningLayout : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private readonly TemporaryFolder _folder;
    private readonly LongLivedProcess _process;

    private RunningLayout(TemporaryFolder folder, LongLivedProcess process) => (_folder, _process) = (folder, process);

    public static async Task<RunningLayout> StartAsync(Layout layout, string kubeconfig)
    {
        var folder = new TemporaryFolder();
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);
        // The control plane's own folder is the tester's alone.
        File.Copy(kubeconfig, folder.At("kubeconfig"));
        File.SetUnixFileMode(folder.At("kubeconfig"), (UnixFileMode)0b110_100_100);
        string[] asNobody = Environment.IsPrivilegedProcess && Programs.Find("setpriv") is { } setpriv ? [setpriv, "--reuid=1654", "--regid=1654", "--clear-groups", "--no-new-privs"] : [];
        string[] command = [.. asNobody, layout.Program, "run", "--bind=127.0.0.1:0", "--json-logs", "--lease-namespace=identity-center-system"];
        return new(folder, await LongLivedProcess.StartAsync(command[0], command[1..], folder.At("log"), PodEnvironment.WithoutAws(folder.At("kubeconfig"))));
    }

    public Task ReadyAsync() => Eventually.TrueAsync(
        async () => _process.HasExited ? throw new ExpectationException($"it has ended: {_process.Written}") : await AskAsync("readyz") is { StatusCode: HttpStatusCode.OK }, "the program is ready", Deadline);

    public async Task<string> MetricsAsync() => await (await AskAsync("metrics"))!.Content.ReadAsStringAsync();

    public async Task<int> StopAsync()
    {
        await _process.SignalAsync("TERM");
        return await _process.ExitCodeAsync(Deadline);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.StopAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    private async Task<HttpResponseMessage?> AskAsync(string endpoint)
    {
        if (Listening().Match(_process.Written) is not { Success: true } match)
            return null;
        using var http = new HttpClient();
        return await http.GetAsync(new Uri($"{match.Groups[1].Value}/{endpoint}"));
    }

    [GeneratedRegex(@"Now listening on: (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}
