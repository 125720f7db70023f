namespace IdentityCenterOperator.Kubernetes.Client.Configuration;

/// <summary>A bearer token in a file that somebody else renews, such as the kubelet.</summary>
internal sealed class TokenFileCredentials(string path, TimeProvider time) : ICredentialSource
{
    private readonly PeriodicFile<Credential> file = new(path, text => Parse(text, path), time);

    public ValueTask<Credential> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(file.Get());

    /// <summary>Worth a second try only when the file holds another token by now.</summary>
    public bool Reject(Credential credential)
    {
        file.Expire();
        return file.Get() != credential;
    }

    private static Credential Parse(string text, string path) =>
        text.Trim() is { Length: > 0 } token ? new Credential(token) : throw new KubernetesConfigurationException($"The token file {path} is empty.");
}
