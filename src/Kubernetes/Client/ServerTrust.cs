using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>Decides whether the server is the one that the configuration means, and remembers in a sentence why not.</summary>
internal sealed class ServerTrust(ClientConfiguration configuration)
{
    /// <summary>Why the last server was not trusted; null while none was refused.</summary>
    public string? Refusal { get; private set; }

    public bool IsTrusted(X509Certificate? certificate, X509Chain? presented, SslPolicyErrors errors)
    {
        if (configuration.InsecureSkipTlsVerify)
            return true;
        Refusal = certificate is not X509Certificate2 server ? "it presented no certificate"
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? WrongName(server)
            : configuration.CertificateAuthorities is { } authorities ? WrongChain(server, presented, authorities())
            : errors == SslPolicyErrors.None ? null
            : $"this system does not trust its certificate ({Problems(presented)}); name its authority in certificate-authority";
        return Refusal is null;
    }

    private string WrongName(X509Certificate2 server) =>
        $"its certificate is not for \"{configuration.TlsServerName ?? configuration.Server.Host}\" but for {Names(server)}; "
        + "correct the server address, or set tls-server-name to a name in the certificate";

    private static string? WrongChain(X509Certificate2 server, X509Chain? presented, X509Certificate2Collection authorities)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        foreach (var element in presented?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        return chain.Build(server) ? null
            : $"its certificate does not lead to the configured authority ({Problems(chain)}); "
            + "certificate-authority is another cluster's, or the cluster's authority has been replaced: fetch the kubeconfig again";
    }

    private static string Problems(X509Chain? chain) =>
        string.Join(", ", chain?.ChainStatus.Select(s => s.StatusInformation.Trim()).Distinct() ?? []);

    private static string Names(X509Certificate2 server)
    {
        var names = server.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(e => e.EnumerateDnsNames().Concat(e.EnumerateIPAddresses().Select(a => a.ToString())));
        return string.Join(", ", names.DefaultIfEmpty(server.Subject).Take(10));
    }
}
