using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>client-go's request counters, with their labels, so that dashboards made for other controllers work.</summary>
internal static class ClientMetrics
{
    private static readonly Meter Meter = new("IdentityCenterOperator.Kubernetes");

    private static readonly Counter<long> Requests = Meter.CreateCounter<long>(
        "rest_client_requests_total", description: "Number of HTTP requests, partitioned by status code, method, and host.");

    private static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "rest_client_request_retries_total", description: "Number of request retries, partitioned by status code, verb, and host.");

    private static readonly string?[] Codes = new string?[600];

    /// <summary>Counts one request; without a status code it did not reach the server. One that the API server asked to be made again counts as a retry as well.</summary>
    public static void Count(HttpStatusCode? code, HttpMethod method, string host, bool isRetry)
    {
        var (label, verb) = (code is { } c ? Text((int)c) : "<error>", method.Method);
        Requests.Add(1, new("code", label), new("method", verb), new("host", host));
        if (isRetry)
            Retries.Add(1, new("code", label), new("verb", verb), new("host", host));
    }

    // Each code is turned into text once: to record a request costs no allocation.
    private static string Text(int code) =>
        (uint)code < (uint)Codes.Length ? Codes[code] ??= code.ToString(CultureInfo.InvariantCulture) : code.ToString(CultureInfo.InvariantCulture);
}
