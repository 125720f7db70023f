using System.Text.Json;
using IdentityCenterOperator.Kubernetes.Client;

namespace IdentityCenterOperator.Hosting;

/// <summary>Says in the log which Kubernetes the operator runs on, and whether it is too old. Nothing waits for it, and nothing fails for want of the answer.</summary>
internal sealed class ServerVersionService(IKubernetesServer server, TimeProvider time, ILogger<ServerVersionService> log) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await TrySayAsync(stoppingToken))
            await Task.Delay(RetryAfter, time, stoppingToken);
    }

    // False when it is worth another try: others say that the API server cannot be reached.
    private async Task<bool> TrySayAsync(CancellationToken stoppingToken)
    {
        try
        {
            var version = await server.VersionAsync(stoppingToken);
            log.LogInformation("The API server is Kubernetes {Version}.", version.Text);
            if (SupportedKubernetes.Objection(version) is { } objection)
                log.LogWarning("{Objection}", objection);
            return true;
        }
        catch (Exception e) when (e is KubernetesException { Code: < System.Net.HttpStatusCode.InternalServerError } or JsonException)
        {
            log.LogInformation("The version of the API server cannot be told: {Problem}", e.Message);
            return true;
        }
        catch (Exception e) when (e is KubernetesException or HttpRequestException or TimeoutException)
        {
            return false;
        }
    }
}
