using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Testing;

/// <summary>A certificate authority for tests.</summary>
public sealed class CertificateAuthority : IDisposable
{
    private readonly X509Certificate2 certificate;

    /// <summary>Makes an authority with a new key.</summary>
    public CertificateAuthority(string name = "testing-ca")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddYears(1));
    }

    /// <summary>The authority's certificate.</summary>
    public string Pem => certificate.ExportCertificatePem();

    /// <summary>A serving certificate for names and addresses, with its key, in PEM.</summary>
    public (string Certificate, string Key) Serving(params string[] names)
    {
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
                alternatives.AddIpAddress(address);
            else
                alternatives.AddDnsName(name);
        }

        return Sign(new X500DistinguishedName($"CN={names[0]}"), "1.3.6.1.5.5.7.3.1", DateTimeOffset.UtcNow.AddYears(1).AddDays(-1), alternatives.Build());
    }

    /// <summary>A client certificate that Kubernetes takes as this user with these groups, with its key, in PEM.</summary>
    public (string Certificate, string Key) Client(string user, IEnumerable<string> groups, DateTimeOffset? expires = null)
    {
        var subject = new X500DistinguishedNameBuilder();
        foreach (var group in groups)
            subject.AddOrganizationName(group);
        subject.AddCommonName(user);
        return Sign(subject.Build(), "1.3.6.1.5.5.7.3.2", expires ?? DateTimeOffset.UtcNow.AddYears(1).AddDays(-1), null);
    }

    /// <inheritdoc/>
    public void Dispose() => certificate.Dispose();

    private (string Certificate, string Key) Sign(X500DistinguishedName subject, string usage, DateTimeOffset expires, X509Extension? alternatives)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        if (alternatives is not null)
            request.CertificateExtensions.Add(alternatives);
        using var signed = request.Create(certificate, DateTimeOffset.UtcNow.AddHours(-1), expires, RandomNumberGenerator.GetBytes(16));
        return (signed.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
