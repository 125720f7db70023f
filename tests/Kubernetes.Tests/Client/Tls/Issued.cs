using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kubernetes.Tests.Client.Tls;

/// <summary>A certificate as a test wants it, right or wrong, with its key.</summary>
internal sealed record Issued(X509Certificate2 Certificate, Issued? Issuer)
{
    public const string Servers = "1.3.6.1.5.5.7.3.1";
    public const string Clients = "1.3.6.1.5.5.7.3.2";
    public const string Code = "1.3.6.1.5.5.7.3.3";
    public const string Any = "2.5.29.37.0";

    /// <summary>An authority that signed itself, or that another one signed.</summary>
    public static Issued Authority(Issued? issuer = null, string name = "authority", Action<Wish>? change = null)
    {
        var wish = new Wish { Subject = $"CN={name}", BasicConstraints = new X509BasicConstraintsExtension(true, false, 0, true), KeyUsage = X509KeyUsageFlags.KeyCertSign, Usages = null };
        change?.Invoke(wish);
        return Issue(wish, issuer);
    }

    /// <summary>A certificate for 127.0.0.1 and localhost that is to be used for servers.</summary>
    public static Issued Server(Issued? issuer, Action<Wish>? change = null)
    {
        var wish = new Wish { Subject = "CN=server", Usages = [Servers], Names = ["127.0.0.1", "localhost"], BasicConstraints = new X509BasicConstraintsExtension(false, false, 0, true), KeyUsage = X509KeyUsageFlags.DigitalSignature };
        change?.Invoke(wish);
        return Issue(wish, issuer);
    }

    private static Issued Issue(Wish wish, Issued? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(new X500DistinguishedName(wish.Subject), key, wish.Hash);
        foreach (var extension in wish.Extensions(request.PublicKey, issuer?.Certificate))
            request.CertificateExtensions.Add(extension);
        var signer = wish.SignedBy ?? issuer?.Certificate.GetECDsaPrivateKey() ?? key;
        var generator = wish.Hash == HashAlgorithmName.SHA1 ? new Sha1(signer) : X509SignatureGenerator.CreateForECDsa(signer);
        using var signed = request.Create(issuer?.Certificate.SubjectName ?? request.SubjectName, generator, wish.From, wish.To, RandomNumberGenerator.GetBytes(16));
        return new Issued(signed.CopyWithPrivateKey(key), issuer);
    }

    /// <summary>Signs as nobody should any more, and .NET does no more.</summary>
    private sealed class Sha1(ECDsa key) : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm)
        {
            var writer = new AsnWriter(AsnEncodingRules.DER);
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.10045.4.1");
            }

            return writer.Encode();
        }

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => key.SignData(data, HashAlgorithmName.SHA1, DSASignatureFormat.Rfc3279DerSequence);

        protected override PublicKey BuildPublicKey() => new(key);
    }

    /// <summary>What is to be in the certificate.</summary>
    internal sealed class Wish
    {
        public string Subject { get; set; } = "";

        public string[] Names { get; set; } = [];

        public string[]? Usages { get; set; }

        public X509BasicConstraintsExtension? BasicConstraints { get; set; }

        public X509KeyUsageFlags KeyUsage { get; set; }

        public X509Extension? More { get; set; }

        public HashAlgorithmName Hash { get; set; } = HashAlgorithmName.SHA256;

        /// <summary>Another key than the issuer's.</summary>
        public ECDsa? SignedBy { get; set; }

        public DateTimeOffset From { get; set; } = DateTimeOffset.UtcNow.AddHours(-2);

        public DateTimeOffset To { get; set; } = DateTimeOffset.UtcNow.AddHours(2);

        /// <summary>Only names below a domain, and only addresses in a range, where there is one.</summary>
        public void Permit(string? domain, byte[]? range) => More = new X509Extension("2.5.29.30", Constraints(domain, range), critical: true);

        public IEnumerable<X509Extension> Extensions(PublicKey key, X509Certificate2? issuer)
        {
            if (BasicConstraints is not null)
                yield return BasicConstraints;
            if (KeyUsage != X509KeyUsageFlags.None)
                yield return new X509KeyUsageExtension(KeyUsage, true);
            if (Usages is not null)
                yield return new X509EnhancedKeyUsageExtension([.. Usages.Select(usage => new Oid(usage))], false);
            if (Names.Length > 0)
                yield return Alternatives();
            yield return new X509SubjectKeyIdentifierExtension(key, false);
            if (issuer?.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault() is { } identifier)
                yield return X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(identifier);
            if (More is not null)
                yield return More;
        }

        private X509Extension Alternatives()
        {
            var alternatives = new SubjectAlternativeNameBuilder();
            foreach (var name in Names)
            {
                if (IPAddress.TryParse(name, out var address))
                    alternatives.AddIpAddress(address);
                else
                    alternatives.AddDnsName(name.Replace("dns:", "", StringComparison.Ordinal));
            }

            return alternatives.Build();
        }

        private static byte[] Constraints(string? domain, byte[]? range)
        {
            var writer = new AsnWriter(AsnEncodingRules.DER);
            using (writer.PushSequence())
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            {
                if (domain is not null)
                {
                    using (writer.PushSequence())
                        writer.WriteCharacterString(UniversalTagNumber.IA5String, domain, new Asn1Tag(TagClass.ContextSpecific, 2));
                }

                if (range is not null)
                {
                    using (writer.PushSequence())
                        writer.WriteOctetString(range, new Asn1Tag(TagClass.ContextSpecific, 7));
                }
            }

            return writer.Encode();
        }
    }
}
