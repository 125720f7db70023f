using System.Text.Json;

namespace IdentityCenterOperator.Kubernetes.Client.Configuration;

/// <summary>
/// Credentials from a plugin such as <c>aws eks get-token</c> (client.authentication.k8s.io/v1 and v1beta1), kept until they expire or are refused.
/// The plugin runs once at a time, however many requests wait for it.
/// </summary>
internal sealed class ExecCredentials(ExecPlugin plugin, TimeProvider time) : ICredentialSource, IDisposable
{
    /// <summary>A credential that is about to expire may have expired when the request arrives.</summary>
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim running = new(1);
    private volatile ExecCredential? held;

    public async ValueTask<Credential> GetAsync(CancellationToken cancellationToken)
    {
        if (Usable() is { } usable)
            return usable;
        await running.WaitAsync(cancellationToken);
        try
        {
            return Usable() ?? (held = await plugin.RunAsync(cancellationToken)).Credential;
        }
        finally
        {
            running.Release();
        }
    }

    public bool Reject(Credential credential)
    {
        var present = held;
        if (present?.Credential == credential)
            Interlocked.CompareExchange(ref held, null, present);
        return true;
    }

    public void Dispose() => running.Dispose();

    private Credential? Usable() => held is { } h && (h.Expires is not { } end || end - Leeway > time.GetUtcNow()) ? h.Credential : null;
}

/// <summary>What a plugin yielded.</summary>
internal sealed record ExecCredential(Credential Credential, DateTimeOffset? Expires)
{
    /// <summary>Reads the plugin's answer.</summary>
    public static ExecCredential Parse(string output, string apiVersion, string plugin)
    {
        var answer = Deserialize(output, plugin);
        if (answer is not { Kind: "ExecCredential" })
            throw Wrong(plugin, "yielded something else than an ExecCredential");
        if (answer.ApiVersion != apiVersion)
            throw Wrong(plugin, $"answered in {answer.ApiVersion}, but the kubeconfig asks for {apiVersion}; set apiVersion of exec to what the plugin speaks");
        if (answer.Status is not { } status || string.IsNullOrEmpty(status.Token) && string.IsNullOrEmpty(status.ClientCertificateData))
            throw Wrong(plugin, "yielded neither a token nor a client certificate");
        var certificate = string.IsNullOrEmpty(status.ClientCertificateData) ? null
            : Certificates.Pair(status.ClientCertificateData, status.ClientKeyData ?? "", $"The answer of {plugin}");
        return new ExecCredential(new Credential(string.IsNullOrEmpty(status.Token) ? null : status.Token, certificate), status.ExpirationTimestamp);
    }

    private static ExecAnswer? Deserialize(string output, string plugin)
    {
        try
        {
            return JsonSerializer.Deserialize(output, ConfigurationJson.Default.ExecAnswer);
        }
        catch (JsonException e)
        {
            throw Wrong(plugin, "yielded something else than the JSON of an ExecCredential", e);
        }
    }

    private static KubernetesConfigurationException Wrong(string plugin, string what, Exception? inner = null) =>
        new($"The credential plugin {plugin} {what}. Run it by hand to see what it says.", inner);
}
