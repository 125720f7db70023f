using System.Diagnostics;

namespace Kubernetes.Tests.Crds;

/// <summary>A program, named by the environment variable CRDCHECK, that says what a current API server would say of a CRD and of objects of its kind.</summary>
internal static class CrdCheck
{
    public static string? Program => Environment.GetEnvironmentVariable("CRDCHECK") is { Length: > 0 } program ? program : null;

    public static async Task AcceptsAsync(params string[] files)
    {
        using var process = Process.Start(new ProcessStartInfo(Program!, files) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, said);
    }
}

/// <summary>A test that needs the program.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CrdCheckFactAttribute : FactAttribute
{
    public CrdCheckFactAttribute() => Skip = CrdCheck.Program is null ? "CRDCHECK names no program that knows what a current API server accepts" : null;
}
