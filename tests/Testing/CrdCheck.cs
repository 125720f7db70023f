using System.Diagnostics;

namespace Testing;

/// <summary>
/// What a current API server says of a CRD and of objects of its kind: the server that the tests run on, where it is one, or a program that knows, named by the environment
/// variable CRDCHECK.
/// </summary>
public static class CrdCheck
{
    /// <summary>Why a test that needs it is skipped, and what to do; null when there is something to ask.</summary>
    public static string? Missing => Program is null && !LiveCrdCheck.IsCurrent
        ? "the control plane is older than Kubernetes 1.30, and CRDCHECK names no program that knows what a newer one accepts: take a newer one (hack/control-plane --help)"
        : null;

    private static string? Program => Environment.GetEnvironmentVariable("CRDCHECK") is { Length: > 0 } program ? program : null;

    /// <summary>Has it look at a definition and at objects of its kind.</summary>
    /// <exception cref="ExpectationException">It refuses one; the message is what it wrote.</exception>
    public static async Task AcceptsAsync(params string[] files)
    {
        var (exitCode, said) = await RunAsync(files);
        if (exitCode != 0)
            throw new ExpectationException(said);
    }

    /// <summary>Has it look at a definition and at objects of its kind of which one is bad.</summary>
    /// <exception cref="ExpectationException">It takes all of them, or does not say this sentence.</exception>
    public static async Task RefusesAsync(string sentence, params string[] files)
    {
        var (exitCode, said) = await RunAsync(files);
        if (exitCode != 1 || !said.Contains(sentence, StringComparison.Ordinal))
            throw new ExpectationException($"Exit code {exitCode}, where a refusal with \"{sentence}\" was expected: {said}");
    }

    private static Task<(int ExitCode, string Said)> RunAsync(string[] files) => Program is null ? LiveCrdCheck.RunAsync(files) : AskAsync(files);

    private static async Task<(int ExitCode, string Said)> AskAsync(string[] files)
    {
        using var process = Process.Start(new ProcessStartInfo(Program!, files) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }
}
