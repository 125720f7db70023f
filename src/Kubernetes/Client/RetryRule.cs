using System.Net;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>Whether a call that the API server refused is made again, and when: where the server asks for it, as in client-go. Everything else is the caller's to try again.</summary>
internal static class RetryRule
{
    /// <summary>A server, or a proxy whose clock is wrong, that names a moment in the past is not asked ten times at once.</summary>
    public static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(100);

    /// <summary>How long to wait before the next try; null when this refusal is the answer.</summary>
    /// <param name="refusal">What the server said.</param>
    /// <param name="call">What it was asked.</param>
    /// <param name="retries">How often the call was repeated so far.</param>
    /// <param name="most">How often it may be.</param>
    /// <param name="left">Time that the call has left: a wait that does not fit into it is left to the caller, who can do something else meanwhile.</param>
    public static TimeSpan? Wait(KubernetesException refusal, ApiCall call, int retries, int most, TimeSpan left)
    {
        if (retries >= most || refusal.RetryAfter is not { } asked || !MayRepeat(refusal.Code, call))
            return null;
        var wait = asked > ShortestWait ? asked : ShortestWait;
        return wait < left ? wait : null;
    }

    /// <summary>429 says that nothing was begun. After another answer the call may have been carried out.</summary>
    private static bool MayRepeat(HttpStatusCode code, ApiCall call) =>
        code == HttpStatusCode.TooManyRequests || (code >= HttpStatusCode.InternalServerError && call.IsIdempotent);
}
