using System.Diagnostics;

namespace Kubernetes.Tests.Crds;

/// <summary>A program, named by the environment variable CRDCHECK, that says what a current API server would say of a CRD and of objects of its kind.</summary>
internal static class CrdCheck
{
    public const string Missing = "CRDCHECK names no program that knows what a current API server accepts";

    public static string? Program => Environment.GetEnvironmentVariable("CRDCHECK") is { Length: > 0 } program ? program : null;

    public static async Task AcceptsAsync(params string[] files)
    {
        var (exitCode, said) = await RunAsync(files);
        Assert.True(exitCode == 0, said);
    }

    public static async Task RefusesAsync(string sentence, params string[] files)
    {
        var (exitCode, said) = await RunAsync(files);
        Assert.Equal(1, exitCode);
        Assert.Contains(sentence, said, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Said)> RunAsync(string[] files)
    {
        using var process = Process.Start(new ProcessStartInfo(Program!, files) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }
}

/// <summary>A test that needs the program.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CrdCheckFactAttribute : FactAttribute
{
    public CrdCheckFactAttribute() => Skip = CrdCheck.Program is null ? CrdCheck.Missing : null;
}

/// <summary>Tests that need the program.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CrdCheckTheoryAttribute : TheoryAttribute
{
    public CrdCheckTheoryAttribute() => Skip = CrdCheck.Program is null ? CrdCheck.Missing : null;
}
