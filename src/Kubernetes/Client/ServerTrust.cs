using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>Decides whether the server is the one that the configuration means, and remembers in a sentence why not.</summary>
internal sealed class ServerTrust(ClientConfiguration configuration)
{
    /// <summary>Why the last server was not trusted; null while none was refused.</summary>
    public string? Refusal { get; private set; }

    /// <summary>How TLS is spoken to the API server.</summary>
    /// <param name="certificate">Our own certificate.</param>
    public SslClientAuthenticationOptions Options(X509Certificate2? certificate) => new()
    {
        TargetHost = Name,
        ClientCertificates = certificate is null ? null : [certificate],
        LocalCertificateSelectionCallback = certificate is null ? null : (sender, _, _, _, _) => IsProxy(sender) ? null! : certificate,
        // What is believed is decided below; this one only gathers what was presented, and fetches nothing.
        CertificateChainPolicy = new() { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true },
        RemoteCertificateValidationCallback = (sender, server, chain, _) => IsProxy(sender) ? IsTrustedProxy(server, chain) : IsTrusted(server, chain),
    };

    private string Name => configuration.TlsServerName ?? configuration.Server.IdnHost;

    /// <summary>Of two hosts of one name the stricter rule counts.</summary>
    private bool IsProxy(object sender) =>
        configuration.Proxy is { Scheme: "https" } proxy && sender is SslStream stream && stream.TargetHostName == proxy.IdnHost && proxy.IdnHost != Name;

    private bool IsTrusted(X509Certificate? certificate, X509Chain? presented)
    {
        if (configuration.InsecureSkipTlsVerify)
            return true;
        return Note(certificate is X509Certificate2 server ? ServerCertificate.Problem(server, presented, Name, configuration.CertificateAuthorities?.Invoke()) : "it presented no certificate");
    }

    /// <summary>A proxy carries what is encrypted for the API server. Those whom the system trusts may be one, and as in client-go those of the cluster's authority.</summary>
    private bool IsTrustedProxy(X509Certificate? certificate, X509Chain? presented)
    {
        if (certificate is not X509Certificate2 proxy)
            return Note("the proxy presented no certificate");
        var problem = ServerCertificate.Problem(proxy, presented, configuration.Proxy!.IdnHost, null);
        if (problem is not null && configuration.CertificateAuthorities?.Invoke() is { } authorities)
            problem = ServerCertificate.Problem(proxy, presented, configuration.Proxy!.IdnHost, authorities) is null ? null : problem;
        return Note(problem is null ? null : $"the proxy is not trusted: {problem}");
    }

    private bool Note(string? problem)
    {
        Refusal = problem;
        return problem is null;
    }
}
