using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace IdentityCenterOperator.Kubernetes.Client.Configuration;

/// <summary>A credential plugin as the kubeconfig describes it. It is never given a terminal.</summary>
internal sealed record ExecPlugin(
    string Command, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, string ApiVersion, string? InstallHint, ExecCluster? Cluster)
{
    /// <summary>A plugin may have to ask a distant identity provider; one that asks a person never ends.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private const int LargestOutput = 1024 * 1024;

    /// <summary>Runs the plugin and reads its answer.</summary>
    public async Task<ExecCredential> RunAsync(CancellationToken cancellationToken)
    {
        using var process = Start();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Longest);
        try
        {
            process.StandardInput.Close();
            var output = ReadAsync(process.StandardOutput, timeout.Token);
            var errors = ReadAsync(process.StandardError, timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return process.ExitCode == 0 ? ExecCredential.Parse(await output, ApiVersion, Command) : throw Failed(process.ExitCode, await errors);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new KubernetesConfigurationException($"The credential plugin {Command} did not end within {Longest.TotalSeconds} s. Does it ask for input?");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(Command, Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        start.Environment["KUBERNETES_EXEC_INFO"] = JsonSerializer.Serialize(
            new ExecRequest("ExecCredential", ApiVersion, new ExecRequestSpec(Interactive: false, Cluster)), ConfigurationJson.Default.ExecRequest);
        try
        {
            return Process.Start(start)!;
        }
        catch (Exception e) when (e is Win32Exception or FileNotFoundException)
        {
            throw new KubernetesConfigurationException(
                $"The credential plugin {Command} cannot be started: {Sentence.Of(e)}{(InstallHint is null ? " Install it, or correct exec.command." : $" {InstallHint.Trim()}")}", e);
        }
    }

    private KubernetesConfigurationException Failed(int code, string errors) =>
        new($"The credential plugin {Command} failed with exit code {code}: {Tail(errors.ReplaceLineEndings(" ").Trim())}");

    private static string Tail(string text) => text.Length <= 500 ? text : "…" + text[^500..];

    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (text.Length < LargestOutput)
                text.Append(buffer, 0, count);
        }

        return text.ToString();
    }
}
