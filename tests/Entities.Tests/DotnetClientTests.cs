using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using Testing;

namespace Entities.Tests;

/// <summary>The example program: the official .NET client with our kinds, on a real API server.</summary>
public sealed class DotnetClientTests : IDisposable
{
    private readonly string _log = Path.GetTempFileName();

    [Fact]
    public async Task It_tells_of_what_is_there_and_of_every_change()
    {
        var plane = await ControlPlane.Shared;
        await plane.ApplyFolderAsync(Repository.At("config", "crds"));
        await plane.ApplyAsync(Set("reader", "Reads"));
        using var process = await LongLivedProcess.StartAsync(
            Path.Combine(AppContext.BaseDirectory, "dotnet-client"), [], _log, new Dictionary<string, string?> { ["KUBECONFIG"] = plane.AdminKubeconfig });
        await SaysAsync(process, "reader is: nobody has looked yet, accounts -, drift 0. ");

        await plane.ApplyAsync(Set("writer", "Writes"));
        await SaysAsync(process, "writer added: nobody has looked yet");
        await ReportAsync(plane, """{"conditions":[{"type":"Ready","status":"False","reason":"Waiting","message":"Ünder way.","lastTransitionTime":"2026-12-01T12:00:00Z"}],"propagation":{"summary":"3/4","accounts":4}}""");
        await SaysAsync(process, "writer modified: Waiting, accounts 3/4, drift 0. Ünder way.");
        await plane.Admin.DeleteAsync(PermissionSet.Definition, new ObjectKey(null, "writer"));
        await SaysAsync(process, "writer deleted: Waiting");

        await process.SignalAsync("TERM");
        Assert.Equal(0, await process.ExitCodeAsync(Eventually.DefaultDeadline));
    }

    public void Dispose() => File.Delete(_log);

    private static string Set(string name, string description) =>
        $"apiVersion: identitycenter.dev/v1alpha1\nkind: PermissionSet\nmetadata: {{name: {name}}}\nspec: {{description: {description}}}\n";

    private static Task ReportAsync(ControlPlane plane, string status) => plane.Admin.PatchAsync(
        PermissionSet.Definition,
        new ObjectKey(null, "writer"),
        new Patch.Merge(System.Text.Encoding.UTF8.GetBytes($$"""{"status":{{status}}}""")),
        "status");

    private static Task SaysAsync(LongLivedProcess process, string line) => Eventually.TrueAsync(
        () => process.Written.Contains(line, StringComparison.Ordinal) || (process.HasExited ? throw new ExpectationException(process.Tail()) : false),
        $"it says: {line}; it said: {process.Written}");
}
