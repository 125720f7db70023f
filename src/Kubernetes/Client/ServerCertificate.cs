using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>
/// Whether a certificate is one of the server that is meant, as client-go judges it: the name, a chain of certificates that are valid now, may sign and may be used for
/// servers, up to an authority. What is a client's certificate of the same authority, or bears the name only in its subject, is none.
/// </summary>
internal static class ServerCertificate
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string AnyUsage = "2.5.29.37.0";

    /// <summary>Signatures that can be forged: MD2, MD5 and SHA-1 with RSA, SHA-1 with DSA and ECDSA.</summary>
    private static readonly string[] Broken =
        ["1.2.840.113549.1.1.2", "1.2.840.113549.1.1.4", "1.2.840.113549.1.1.5", "1.2.840.10040.4.3", "1.2.840.10045.4.1"];

    /// <summary>What is wrong, as the end of a sentence that begins with the server; null when nothing is.</summary>
    /// <param name="server">The server's certificate.</param>
    /// <param name="presented">What came with it.</param>
    /// <param name="name">DNS name or address that it must have.</param>
    /// <param name="authorities">Who may have signed it, themselves or through others; null for whom the system trusts.</param>
    public static string? Problem(X509Certificate2 server, X509Chain? presented, string name, X509Certificate2Collection? authorities)
    {
        if (!HasName(server, name))
            return $"its certificate is not for \"{name}\" but for {Names(server)}; correct the server address, or set tls-server-name to a name in the certificate";
        using var chain = new X509Chain();
        Prepare(chain.ChainPolicy, presented, authorities);
        var isSound = chain.Build(server);
        var path = Path(chain, authorities);
        return isSound && path.Count > 0 ? path.Select((certificate, i) => Unfit(certificate, isIssuer: i > 0, isLast: i == path.Count - 1)).FirstOrDefault(p => p is not null)
            : Expired(chain) ?? Untrusted(chain, authorities is null);
    }

    private static bool HasName(X509Certificate2 server, string name)
    {
        try
        {
            return server.MatchesHostname(name, allowWildcards: true, allowCommonName: false);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void Prepare(X509ChainPolicy policy, X509Chain? presented, X509Certificate2Collection? authorities)
    {
        policy.RevocationMode = X509RevocationMode.NoCheck;
        // The certificate of whoever answers does not decide what is fetched from where.
        policy.DisableCertificateDownloads = true;
        if (presented is not null)
            policy.ExtraStore.AddRange(presented.ChainPolicy.ExtraStore);
        foreach (var element in presented?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            policy.ExtraStore.Add(element.Certificate);
        if (authorities is null)
            return;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(authorities);
        // An authority need not be a root: where the chain ends is looked at here (Path), because .NET does not take others.
        policy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
    }

    /// <summary>From the server to the first authority; empty when it leads to none.</summary>
    private static List<X509Certificate2> Path(X509Chain chain, X509Certificate2Collection? authorities)
    {
        var certificates = chain.ChainElements.Select(e => e.Certificate).ToList();
        return authorities is null ? certificates : certificates[..(certificates.FindIndex(c => authorities.Any(a => a.RawDataMemory.Span.SequenceEqual(c.RawDataMemory.Span))) + 1)];
    }

    private static string? Unfit(X509Certificate2 certificate, bool isIssuer, bool isLast)
    {
        var usages = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault()?.EnhancedKeyUsages;
        if (usages is not null && !usages.Cast<Oid>().Any(usage => usage.Value is ServerAuthentication or AnyUsage))
            return $"{Which(certificate, isIssuer)} is not for servers (its extended key usage lacks server authentication): whoever answers is not the API server, or was given the wrong certificate";
        if (isIssuer && certificate.Version == 3 && certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is not { CertificateAuthority: true })
            return $"{Which(certificate, isIssuer)} is no authority's, and has signed another one all the same";
        return !isLast && Broken.Contains(certificate.SignatureAlgorithm.Value)
            ? $"{Which(certificate, isIssuer)} is signed by {certificate.SignatureAlgorithm.FriendlyName ?? certificate.SignatureAlgorithm.Value}, which can be forged; issue it anew"
            : null;
    }

    private static string? Expired(X509Chain chain)
    {
        var (element, i) = chain.ChainElements.Select((e, i) => (e, i)).FirstOrDefault(e => e.e.ChainElementStatus.Any(s => s.Status == X509ChainStatusFlags.NotTimeValid));
        return element is null ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Which(element.Certificate, i > 0)} is valid from {element.Certificate.NotBefore.ToUniversalTime():u} to {element.Certificate.NotAfter.ToUniversalTime():u} and not now; renew it, or correct this machine's clock");
    }

    private static string Untrusted(X509Chain chain, bool bySystem)
    {
        var problems = string.Join(", ", chain.ChainStatus.Select(s => s.StatusInformation.Trim()).Distinct());
        return bySystem ? $"this system does not trust its certificate ({problems}); name its authority in certificate-authority"
            : $"its certificate does not lead to the configured authority ({problems}); "
            + "certificate-authority is another cluster's, or the cluster's authority has been replaced: fetch the kubeconfig again";
    }

    private static string Which(X509Certificate2 certificate, bool isIssuer) => isIssuer ? $"the certificate \"{certificate.Subject}\" above its own" : "its certificate";

    private static string Names(X509Certificate2 server)
    {
        var names = server.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(e => e.EnumerateDnsNames().Concat(e.EnumerateIPAddresses().Select(a => a.ToString()))).Take(10).ToList();
        return names.Count > 0 ? string.Join(", ", names) : $"nobody (it has no subject alternative names; \"{server.Subject}\" does not count)";
    }
}
