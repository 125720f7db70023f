using System.Net;
using System.Text.Json;
using IdentityCenterOperator.Kubernetes.Client;

namespace IdentityCenterOperator.Kubernetes.Reflectors;

/// <summary>What a failed list or watch means, for the reflector and for people.</summary>
internal static class WatchErrors
{
    /// <summary>The error that a server sends in the stream.</summary>
    public static KubernetesException Read(ReadOnlySpan<byte> status)
    {
        var code = JsonSerializer.Deserialize(status, ClientJson.Default.Status)?.Code ?? (int)HttpStatusCode.InternalServerError;
        return Status.ToException((HttpStatusCode)code, status, null, "in the watch");
    }

    /// <summary>Whether the version that was asked for is compacted away.</summary>
    public static bool IsExpired(Exception problem) => problem is KubernetesException { Code: HttpStatusCode.Gone };

    /// <summary>
    /// Whether to start from a new list. A server that is busy, down or does not know us may take the same version later; one that calls the request wrong will
    /// not, and one that was restored from a backup waits in vain for a version from the future.
    /// </summary>
    public static bool RefuseVersion(Exception problem) => problem is KubernetesException refused
        && (refused.Message.Contains("Too large resource version", StringComparison.Ordinal)
            || (refused.Code < HttpStatusCode.InternalServerError && !MayHeal(refused.Code)));

    /// <summary>Whether the server does not offer to stream the first state.</summary>
    public static bool RefuseWatchList(KubernetesException refused) =>
        refused.Code is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.MethodNotAllowed or HttpStatusCode.UnprocessableEntity;

    /// <summary>What, where, and the remedy.</summary>
    public static string Describe(Exception problem, string verb, ResourceDefinition resource) => problem switch
    {
        KubernetesException { Code: HttpStatusCode.NotFound } =>
            $"The API server does not know {resource.Name} in version {resource.Version}: install the CRDs (kubectl apply -f config/crds).",
        KubernetesException { Code: HttpStatusCode.Forbidden } e =>
            $"The API server forbids the verb {verb} on {resource.Name} ({e.Message}): "
            + $"grant list and watch on {resource.Plural} in API group \"{resource.Group}\" to the operator's service account.",
        KubernetesException { Code: HttpStatusCode.Unauthorized } e =>
            $"The API server does not accept the operator's credentials ({e.Message}): check the service account token or the kubeconfig.",
        KubernetesException e => $"Cannot {verb} {resource.Name}: {e.Message}.",
        HttpRequestException or IOException or TimeoutException =>
            $"Cannot {verb} {resource.Name}, the API server cannot be reached ({problem.Message}): check its address and the network.",
        _ => $"Cannot {verb} {resource.Name}: {problem.GetType().Name}: {problem.Message}.",
    };

    private static bool MayHeal(HttpStatusCode code) =>
        code is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests;
}
