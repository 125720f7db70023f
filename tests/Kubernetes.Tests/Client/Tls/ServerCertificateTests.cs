using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IdentityCenterOperator.Kubernetes.Client;
using Testing;
using static Kubernetes.Tests.Client.Tls.Issued;

namespace Kubernetes.Tests.Client.Tls;

/// <summary>Whom the client takes for the API server. Each verdict is that of Go's TLS, on which client-go stands.</summary>
public sealed class ServerCertificateTests
{
    private static readonly Issued Root = Authority();
    private static readonly ECDsa Strange = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;
    private static readonly Issued Pinned = Server(null);
    private static readonly Issued PinnedClient = Server(null, w => w.Usages = [Clients]);
    private static readonly Issued ForClients = Authority(change: w => w.Usages = [Clients]);
    private static readonly Issued NoAuthority = Authority(change: w => w.BasicConstraints = new(false, false, 0, true));
    private static readonly Issued Tacit = Authority(change: w => w.BasicConstraints = null);
    private static readonly Issued Unsaid = Authority(change: w => (w.BasicConstraints, w.KeyUsage) = (null, X509KeyUsageFlags.None));
    private static readonly Issued Expired = Authority(change: w => w.To = Now.AddHours(-1));
    private static readonly Issued Short = Authority(change: w => w.BasicConstraints = new(true, true, 0, true));
    private static readonly Issued Middle = Authority(Root, "middle");

    /// <summary>What the server presents, which authority is configured, the name that is asked for, and why it is refused; null where it is not.</summary>
    private static readonly Dictionary<string, (Func<Issued> Server, Func<Issued>? Authority, string? Name, string? Refusal)> Cases = new()
    {
        ["for servers"] = (() => Server(Root), null, null, null),
        ["for servers and clients"] = (() => Server(Root, w => w.Usages = [Clients, Servers]), null, null, null),
        ["for nothing in particular"] = (() => Server(Root, w => w.Usages = null), null, null, null),
        ["for everything"] = (() => Server(Root, w => w.Usages = [Any]), null, null, null),
        ["for clients"] = (() => Server(Root, w => w.Usages = [Clients]), null, null, "its certificate is not for servers"),
        ["for code"] = (() => Server(Root, w => w.Usages = [Code]), null, null, "its certificate is not for servers"),
        ["for something private"] = (() => Server(Root, w => w.Usages = ["1.2.3.4"]), null, null, "its certificate is not for servers"),
        ["another address"] = (() => Server(Root, w => w.Names = ["127.0.0.2", "localhost"]), null, null, "its certificate is not for \"127.0.0.1\" but for "),
        ["the address as a DNS name"] = (() => Server(Root, w => w.Names = ["dns:127.0.0.1"]), null, null, "its certificate is not for \"127.0.0.1\""),
        ["the address in the subject alone"] = (() => Server(Root, w => (w.Subject, w.Names) = ("CN=127.0.0.1", [])), null, null, "nobody (it has no subject alternative names; \"CN=127.0.0.1\" does not count)"),
        ["the name in the subject alone"] = (() => Server(Root, w => (w.Subject, w.Names) = ("CN=api.example.com", [])), null, "api.example.com", "does not count"),
        ["the name in the subject beside another"] = (() => Server(Root, w => (w.Subject, w.Names) = ("CN=api.example.com", ["other.example.com"])), null, "api.example.com", "but for other.example.com"),
        ["the name in other letters"] = (() => Server(Root, w => w.Names = ["API.example.COM"]), null, "api.Example.com", null),
        ["a wildcard"] = (() => Server(Root, w => w.Names = ["*.example.com"]), null, "api.example.com", null),
        ["a wildcard for two labels"] = (() => Server(Root, w => w.Names = ["*.example.com"]), null, "a.api.example.com", "but for *.example.com"),
        ["a wildcard for none"] = (() => Server(Root, w => w.Names = ["*.example.com"]), null, "example.com", "but for *.example.com"),
        ["a wildcard within a label"] = (() => Server(Root, w => w.Names = ["a*.example.com"]), null, "api.example.com", "is not for"),
        ["a wildcard in the middle"] = (() => Server(Root, w => w.Names = ["api.*.com"]), null, "api.example.com", "is not for"),
        ["nothing but a wildcard"] = (() => Server(Root, w => w.Names = ["*"]), null, "localhost", "is not for"),
        ["expired"] = (() => Server(Root, w => w.To = Now.AddHours(-1)), null, null, "its certificate is valid from "),
        ["not yet valid"] = (() => Server(Root, w => w.From = Now.AddHours(1)), null, null, "its certificate is valid from "),
        ["an unknown critical extension"] = (() => Server(Root, w => w.More = new X509Extension("1.2.3.4.5", [5, 0], true)), null, null, "does not lead to the configured authority"),
        ["signed with another key in the authority's name"] = (() => Server(Root, w => w.SignedBy = Strange), null, null, "does not lead to the configured authority"),
        ["signed by itself"] = (() => Server(null), null, null, "does not lead to the configured authority"),
        ["signed by itself, and configured"] = (() => Pinned, () => Pinned, null, null),
        ["signed by itself for clients, and configured"] = (() => PinnedClient, () => PinnedClient, null, "its certificate is not for servers"),
        ["another authority of the same name"] = (() => Server(Authority()), null, null, "does not lead to the configured authority"),
        ["an authority for clients"] = (() => Server(ForClients), () => ForClients, null, "the certificate \"CN=authority\" above its own is not for servers"),
        ["an authority that is none"] = (() => Server(NoAuthority), () => NoAuthority, null, "does not lead to the configured authority"),
        ["an authority that does not say it is one"] = (() => Server(Tacit), () => Tacit, null, "the certificate \"CN=authority\" above its own is no authority's"),
        ["an authority that does not say it is one, without key usage"] = (() => Server(Unsaid), () => Unsaid, null, "does not lead to the configured authority"),
        ["an authority that has expired"] = (() => Server(Expired), () => Expired, null, "the certificate \"CN=authority\" above its own is valid from "),
        ["an intermediate authority"] = (() => Server(Authority(Root, "middle")), null, null, null),
        ["an intermediate authority for servers"] = (() => Server(Authority(Root, "middle", w => w.Usages = [Servers])), null, null, null),
        ["an intermediate authority for clients"] = (() => Server(Authority(Root, "middle", w => w.Usages = [Clients])), null, null, "the certificate \"CN=middle\" above its own is not for servers"),
        ["an intermediate that is no authority"] = (() => Server(Authority(Root, "middle", w => w.BasicConstraints = new(false, false, 0, true))), null, null, "does not lead to the configured authority"),
        ["an intermediate that does not say it is one"] = (() => Server(Authority(Root, "middle", w => w.BasicConstraints = null)), null, null, "does not lead to the configured authority"),
        ["an intermediate that may not sign"] = (() => Server(Authority(Root, "middle", w => w.KeyUsage = X509KeyUsageFlags.DigitalSignature)), null, null, "does not lead to the configured authority"),
        ["an intermediate that has expired"] = (() => Server(Authority(Root, "middle", w => w.To = Now.AddHours(-1))), null, null, "the certificate \"CN=middle\" above its own is valid from "),
        ["an intermediate with another key"] = (() => Server(Authority(Root, "middle", w => w.SignedBy = Strange)), null, null, "does not lead to the configured authority"),
        ["a client as intermediate"] = (() => Server(Server(Root, w => w.Usages = [Clients])), null, null, "does not lead to the configured authority"),
        ["one intermediate too many"] = (() => Server(Authority(Short, "middle")), () => Short, null, "does not lead to the configured authority"),
        ["names that the authority may not give"] = (() => Server(Permitting("example.com", null), w => w.Names = ["localhost"]), null, "localhost", "does not lead to the configured authority"),
        ["names that the authority may give"] = (() => Server(Permitting("example.com", null), w => w.Names = ["api.example.com"]), null, "api.example.com", null),
        ["addresses that the authority may not give"] = (() => Server(Permitting(null, [10, 0, 0, 0, 255, 0, 0, 0])), null, null, "does not lead to the configured authority"),
        ["addresses that the authority may give"] = (() => Server(Permitting(null, [127, 0, 0, 0, 255, 0, 0, 0])), null, null, null),
        ["an intermediate that is configured, without its root"] = (() => Server(Middle), () => Middle, null, null),
        ["an intermediate that is configured, with another key"] = (() => Server(Middle, w => w.SignedBy = Strange), () => Middle, null, "does not lead to the configured authority"),
        ["another intermediate than is configured"] = (() => Server(Authority(Root, "middle")), () => Middle, null, "does not lead to the configured authority"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Only_a_server_s_certificate_of_that_name_from_that_authority_is_taken(string name)
    {
        var (make, authority, asked, refusal) = Cases[name];
        var presented = make();
        await using var server = await ScriptedServer.StartAsync(new CertificateAuthority(), Chain(presented), _ => new Reply(200));
        var authorities = new X509Certificate2Collection(X509CertificateLoader.LoadCertificate((authority?.Invoke() ?? Root).Certificate.RawData));
        using var client = new KubernetesClient(server.Configuration with
        {
            CertificateAuthorities = () => authorities,
            TlsServerName = asked,
            Credentials = new FixedCredential(new Credential("secret")),
        });

        var call = client.GetAsync(GizmoKind.Resource, new("a", "b"));

        if (refusal is null)
        {
            await call;
            return;
        }

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => call);
        Assert.Equal(HttpRequestError.SecureConnectionError, error.HttpRequestError);
        Assert.Contains(refusal, error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    /// <summary>A server that offers such a certificate to a client that did not offer to take it cannot be had here: this is what would be said to one.</summary>
    [Fact]
    public void A_signature_that_can_be_forged_is_none()
    {
        var authorities = new X509Certificate2Collection(Root.Certificate);

        Assert.Contains("is signed by sha1ECDSA, which can be forged", Problem(Server(Root, w => w.Hash = HashAlgorithmName.SHA1)), StringComparison.Ordinal);
        Assert.Null(Problem(Server(Root)));

        string? Problem(Issued server) => ServerCertificate.Problem(server.Certificate, null, "localhost", authorities);
    }

    private static Issued Permitting(string? domain, byte[]? range) => Authority(Root, "middle", w => w.Permit(domain, range));

    /// <summary>The server's own and the intermediates', without the root's.</summary>
    private static X509Certificate2[] Chain(Issued server)
    {
        var chain = new List<X509Certificate2>();
        for (var next = server; next is not null && (next.Issuer is not null || next == server); next = next.Issuer)
            chain.Add(next.Certificate);
        return [.. chain];
    }
}
