using System.Diagnostics;

namespace Testing;

/// <summary>A program, named by the environment variable CRDCHECK, that says what a current API server would say of a CRD and of objects of its kind.</summary>
public static class CrdCheck
{
    /// <summary>Why a test that needs the program is skipped; null when it is there.</summary>
    public static string? Missing => Program is null ? "CRDCHECK names no program that knows what a current API server accepts" : null;

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

    private static async Task<(int ExitCode, string Said)> RunAsync(string[] files)
    {
        using var process = Process.Start(new ProcessStartInfo(Program!, files) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }
}
