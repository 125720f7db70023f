using System.Diagnostics;

namespace Testing;

/// <summary>Where etcd, kube-apiserver and kubectl are.</summary>
internal static class ControlPlaneBinaries
{
    private static readonly Lazy<Task<string>> Found = new(FindAsync);

    /// <summary>The folder that holds them; the first call may download or build.</summary>
    public static Task<string> FolderAsync() => Found.Value;

    private static async Task<string> FindAsync()
    {
        if (Environment.GetEnvironmentVariable("KUBEBUILDER_ASSETS") is { Length: > 0 } assets)
            return assets;
        var script = Repository.At("hack", "control-plane");
        return File.Exists(script) ? await AskAsync(script) : Cached();
    }

    private static async Task<string> AskAsync(string script)
    {
        using var process = Process.Start(new ProcessStartInfo(script) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var folder = (await process.StandardOutput.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? folder : throw new InvalidOperationException($"hack/control-plane failed: {await errors}");
    }

    private static string Cached()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var folder = Path.Combine(cache, "identity-center-operator", "control-plane");
        return (Directory.Exists(folder) ? Directory.GetDirectories(folder) : []).FirstOrDefault(f => File.Exists(Path.Combine(f, "kube-apiserver")))
            ?? throw new InvalidOperationException($"there is no control plane in {folder}; run hack/control-plane, or set KUBEBUILDER_ASSETS");
    }
}
