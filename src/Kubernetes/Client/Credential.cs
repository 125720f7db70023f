using System.Security.Cryptography.X509Certificates;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>What a request identifies itself with: a bearer token, a client certificate, both, or (anonymous) neither.</summary>
/// <param name="Token">Bearer token.</param>
/// <param name="Certificate">Client certificate with its private key.</param>
public sealed record Credential(string? Token = null, X509Certificate2? Certificate = null)
{
    /// <summary>Without what is secret.</summary>
    public override string ToString() => (Token, Certificate) switch
    {
        (null, null) => "nobody",
        (null, _) => "a client certificate",
        (_, null) => "a token",
        _ => "a token and a client certificate",
    };
}

/// <summary>Yields the credential of each request, so that tokens rotate without a restart.</summary>
public interface ICredentialSource
{
    /// <summary>The credential that is valid now.</summary>
    /// <exception cref="KubernetesConfigurationException">There is none to be had, for example because an exec plugin failed.</exception>
    ValueTask<Credential> GetAsync(CancellationToken cancellationToken);

    /// <summary>The API server answered 401 to this credential: the next <see cref="GetAsync"/> must look for a new one. False when there can be none.</summary>
    bool Reject(Credential credential);
}

/// <summary>A credential that never changes.</summary>
/// <param name="credential">The credential.</param>
public sealed class FixedCredential(Credential credential) : ICredentialSource
{
    /// <inheritdoc/>
    public ValueTask<Credential> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(credential);

    /// <inheritdoc/>
    public bool Reject(Credential credential) => false;
}
