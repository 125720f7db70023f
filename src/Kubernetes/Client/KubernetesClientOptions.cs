using System.Threading.RateLimiting;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>How the client behaves; the defaults suit an operator.</summary>
public sealed record KubernetesClientOptions
{
    /// <summary>
    /// Longest wait for one call: all tries, the waits between them and the body included, so that whoever calls knows the end. A watch waits so long for the answer to
    /// begin, then for ever.
    /// </summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often a call is made again when the API server says, by Retry-After or in its Status, when to come back: after 429 each call, after 500 and above those that
    /// may be made twice. Never beyond <see cref="CallTimeout"/>. The default is that of client-go.
    /// </summary>
    public int Retries { get; init; } = 10;

    /// <summary>Longest wait for a TCP connection and its TLS handshake.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest line of a watch, in bytes. etcd keeps objects of at most 1.5 MB unless told otherwise; an aggregated API server may go beyond.</summary>
    public int MaxWatchLine { get; init; } = 64 * 1024 * 1024;

    /// <summary>User agent; the API server also takes it, up to the slash, as field manager of writes that name none.</summary>
    public string UserAgent { get; init; } = "identity-center-operator";

    /// <summary>
    /// Limit on the client's side, off by default: the API server's priority and fairness protects it, and answers 429 with Retry-After when it is busy.
    /// Owned, and disposed, by the caller.
    /// </summary>
    public RateLimiter? RateLimiter { get; init; }

    /// <summary>Clock for time-outs and waits, and for how long credentials are kept.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
