using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IdentityCenterOperator.Kubernetes.Client.Configuration;

/// <summary>Certificates in PEM, with complaints that name the place.</summary>
internal static class Certificates
{
    public static X509Certificate2Collection Authorities(string pem, string place)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(pem);
        }
        catch (CryptographicException e)
        {
            throw new KubernetesConfigurationException($"{place} holds a certificate that cannot be read: {Sentence.Of(e)} Paste it again.", e);
        }

        return authorities.Count > 0 ? authorities
            : throw new KubernetesConfigurationException($"{place} holds no certificate in PEM (-----BEGIN CERTIFICATE-----); paste the cluster's authority.");
    }

    public static X509Certificate2 Pair(string certificate, string key, string place)
    {
        try
        {
            var pair = X509Certificate2.CreateFromPem(certificate, key);
            // Windows' TLS cannot use a key that lives in memory alone.
            return OperatingSystem.IsWindows() ? X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null) : pair;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new KubernetesConfigurationException(
                $"{place} cannot be used as client certificate: {Sentence.Of(e)} Both parts must be PEM, belong together, and the key must not be encrypted.", e);
        }
    }
}
