using System.Security.Cryptography.X509Certificates;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>Which API server, how it is trusted and who we are to it.</summary>
public sealed record ClientConfiguration
{
    /// <summary>Base address, for example <c>https://10.0.0.1:6443</c>; may have a path.</summary>
    public required Uri Server { get; init; }

    /// <summary>Name that the server's certificate must have, when it is not the address's. It is also sent as host name (SNI and Host header).</summary>
    public string? TlsServerName { get; init; }

    /// <summary>Authorities that may sign the server's certificate, asked at each TLS handshake; null for the system's.</summary>
    public Func<X509Certificate2Collection>? CertificateAuthorities { get; init; }

    /// <summary>Take any server certificate. For experiments only: whoever answers reads our credential.</summary>
    public bool InsecureSkipTlsVerify { get; init; }

    /// <summary>HTTP proxy to the server.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Who we are.</summary>
    public ICredentialSource Credentials { get; init; } = new FixedCredential(new Credential());

    /// <summary>Namespace of the context, or of the pod.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>Where this was read, for messages: <c>context dev of /home/me/.kube/config</c>.</summary>
    public string Origin { get; init; } = "the program";
}
