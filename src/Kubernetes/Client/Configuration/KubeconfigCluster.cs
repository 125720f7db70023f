using System.Text;

namespace IdentityCenterOperator.Kubernetes.Client.Configuration;

/// <summary>Turns a kubeconfig's context into a configuration.</summary>
internal static class KubeconfigCluster
{
    public static ClientConfiguration Configuration(KubeconfigContext context, TimeProvider time)
    {
        var cluster = context.Cluster;
        var insecure = cluster["insecure-skip-tls-verify"].Flag();
        var authorities = KubeconfigUser.Pem(cluster, "certificate-authority");
        if (insecure && authorities is not null)
            throw cluster["insecure-skip-tls-verify"].Wrong("contradicts certificate-authority; remove one of them");
        var trusted = authorities is null ? null : Certificates.Authorities(authorities, $"{cluster.File}: {cluster.Path}.certificate-authority");
        var server = Address(cluster["server"], "http", "https");
        var proxy = cluster["proxy-url"].IsPresent ? Address(cluster["proxy-url"], "http", "https", "socks5") : null;
        return new ClientConfiguration
        {
            Server = server,
            TlsServerName = cluster["tls-server-name"].Text(),
            CertificateAuthorities = trusted is null ? null : () => trusted,
            InsecureSkipTlsVerify = insecure,
            Proxy = proxy,
            Credentials = KubeconfigUser.Credentials(context, Describe(cluster, authorities), time),
            Namespace = context.Context["namespace"].Text() ?? "default",
            Origin = $"context {context.Name} of {context.Context.File}",
        };
    }

    private static Uri Address(KubeconfigNode field, params string[] schemes)
    {
        var text = field.RequiredText("set it to the API server's address, for example https://10.0.0.1:6443");
        // As kubectl does, an address without a scheme is taken as http.
        var full = text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}";
        return Uri.TryCreate(full, UriKind.Absolute, out var address) && schemes.Contains(address.Scheme) && address.Host.Length > 0 ? address
            : throw field.Wrong($"is \"{text}\", which is no address ({string.Join(", ", schemes)}); write it like https://10.0.0.1:6443");
    }

    private static ExecCluster Describe(KubeconfigNode cluster, string? authorities) => new()
    {
        Server = cluster["server"].Text() ?? "",
        TlsServerName = cluster["tls-server-name"].Text(),
        InsecureSkipTlsVerify = cluster["insecure-skip-tls-verify"].Flag() ? true : null,
        CertificateAuthorityData = authorities is null ? null : Encoding.UTF8.GetBytes(authorities),
        ProxyUrl = cluster["proxy-url"].Text(),
        Config = cluster["extensions"].Items().FirstOrDefault(e => e["name"].Text() == "client.authentication.k8s.io/exec")?["extension"].Value,
    };
}
