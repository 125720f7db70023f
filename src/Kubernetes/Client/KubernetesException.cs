using System.Net;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>The API server refused; carries its Status.</summary>
public sealed class KubernetesException : Exception
{
    /// <summary>Creates the exception from the parts of a Status.</summary>
    public KubernetesException(HttpStatusCode code, string reason, string message, TimeSpan? retryAfter = null)
        : base(message) => (Code, Reason, RetryAfter) = (code, reason, retryAfter);

    /// <summary>HTTP status code.</summary>
    public HttpStatusCode Code { get; }

    /// <summary>Kubernetes' reason, for example NotFound, AlreadyExists, Conflict, Expired, Forbidden; empty when the server gave none.</summary>
    public string Reason { get; }

    /// <summary>How long the server asks us to wait, if it does.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>What the Status is about, when the server said.</summary>
    internal StatusDetails? Details { get; init; }
}
