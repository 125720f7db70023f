using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>client-go's request counter, with its labels, so that dashboards made for other controllers work.</summary>
internal static class ClientMetrics
{
    private static readonly Meter Meter = new("IdentityCenterOperator.Kubernetes");

    private static readonly Counter<long> Requests = Meter.CreateCounter<long>(
        "rest_client_requests_total", description: "Number of HTTP requests, partitioned by status code, method, and host.");

    private static readonly string?[] Codes = new string?[600];

    /// <summary>Counts one request; without a status code it did not reach the server.</summary>
    public static void Count(HttpStatusCode? code, HttpMethod method, string host) => Requests.Add(
        1,
        new("code", code is { } c ? Text((int)c) : "<error>"),
        new("method", method.Method),
        new("host", host));

    // Each code is turned into text once: to record a request costs no allocation.
    private static string Text(int code) =>
        (uint)code < (uint)Codes.Length ? Codes[code] ??= code.ToString(CultureInfo.InvariantCulture) : code.ToString(CultureInfo.InvariantCulture);
}
