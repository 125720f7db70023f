using System.Diagnostics;

namespace Shipping.Tests;

/// <summary>Programs that the tests call.</summary>
internal static class Tools
{
    /// <summary>Runs a program and returns what it prints.</summary>
    /// <exception cref="ExpectationException">It failed; the message is what it wrote.</exception>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Programs.Find(program) ?? program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new ExpectationException($"{program} {string.Join(' ', arguments)} failed with {process.ExitCode}: {output}{await errors}");
    }
}
