using System.Diagnostics;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Yaml;

namespace Testing;

/// <summary>Has the API server that the tests run on look at a definition and at objects of its kind; nothing but the definition and namespaces stays.</summary>
internal static class LiveCrdCheck
{
    private static readonly Version Oldest = new(1, 30);
    private static readonly Lazy<bool> Current = new(() => ServerVersion() >= Oldest);

    /// <summary>Whether that server knows all that the definitions use.</summary>
    public static bool IsCurrent => Current.Value;

    /// <summary>Exit code 0, or 1 and what the server says of the first that it refuses.</summary>
    public static async Task<(int ExitCode, string Said)> RunAsync(string[] files)
    {
        var plane = await ControlPlane.Shared;
        try
        {
            foreach (var o in files.SelectMany(file => YamlReader.ReadAll(File.ReadAllText(file))).OfType<JsonObject>())
                await CheckAsync(plane, o);
            return (0, "");
        }
        catch (ExpectationException refusal)
        {
            return (1, refusal.Message);
        }
    }

    private static async Task CheckAsync(ControlPlane plane, JsonObject o)
    {
        if ((string?)o["kind"] == "CustomResourceDefinition")
        {
            await plane.ApplyAsync(o.ToJsonString());
            return;
        }

        if (o["metadata"]?["namespace"] is not null)
            o["metadata"]!["namespace"] = await plane.NewNamespaceAsync();
        var status = o["status"];
        o.Remove("status");
        await plane.KubectlWithInputAsync(o.ToJsonString(), "create", "--validate=strict", "--dry-run=server", "-f", "-");
        if (status is not null)
            await CheckStatusAsync(plane, o, status);
    }

    // A create drops the status, so there must be something to have one.
    private static async Task CheckStatusAsync(ControlPlane plane, JsonObject o, JsonNode status)
    {
        await plane.KubectlWithInputAsync(o.ToJsonString(), "create", "-f", "-");
        var patch = new JsonObject { ["status"] = status.DeepClone() };
        try
        {
            await plane.KubectlWithInputAsync(o.ToJsonString(), "patch", "--subresource=status", "--dry-run=server", "--type=merge", "--patch", patch.ToJsonString(), "-f", "-");
        }
        finally
        {
            await plane.KubectlWithInputAsync(o.ToJsonString(), "delete", "--wait=false", "-f", "-");
        }
    }

    // The folder that hack/run-tests names; whoever starts tests without it is not made to fetch one while they are being found.
    private static Version ServerVersion()
    {
        if (Environment.GetEnvironmentVariable("KUBEBUILDER_ASSETS") is not { Length: > 0 } assets)
            return new Version();
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(assets, "kube-apiserver"), ["--version"]) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return Version.TryParse(said.Trim().Split(' ')[^1].TrimStart('v').Split('-', '+')[0], out var version) ? version : new Version();
    }
}
