using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>Logs each warning that the API server sends along (deprecated versions, unknown fields), once.</summary>
internal sealed class ServerWarnings(ILogger logger)
{
    /// <summary>Warnings name objects, so their number has no natural bound.</summary>
    private const int Remembered = 1000;

    private readonly ConcurrentDictionary<string, bool> seen = new();

    public void Report(HttpResponseMessage response)
    {
        foreach (var warning in response.Headers.Warning)
        {
            if (seen.Count < Remembered && seen.TryAdd(warning.Text, true))
                logger.LogWarning("The API server warns: {Warning}", warning.Text);
        }
    }
}
