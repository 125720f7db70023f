using System.Text;

namespace IdentityCenterOperator.Kubernetes.Client.Configuration;

/// <summary>Turns a kubeconfig's context into a configuration.</summary>
internal static class KubeconfigCluster
{
    public static ClientConfiguration Configuration(KubeconfigContext context, ConfigurationSources sources, TimeProvider time)
    {
        var cluster = context.Cluster;
        var insecure = cluster["insecure-skip-tls-verify"].Flag();
        var authorities = KubeconfigUser.Pem(cluster, "certificate-authority");
        if (insecure && authorities is not null)
            throw cluster["insecure-skip-tls-verify"].Wrong("contradicts certificate-authority; remove one of them");
        var trusted = authorities is null ? null : Certificates.Authorities(authorities, $"{cluster.File}: {cluster.Path}.certificate-authority");
        var server = Address(cluster["server"]);
        var proxy = Proxy(cluster["proxy-url"]) ?? EnvironmentProxy.For(server, sources.Variable);
        return new ClientConfiguration
        {
            Server = server,
            TlsServerName = cluster["tls-server-name"].Text(),
            CertificateAuthorities = trusted is null ? null : () => trusted,
            InsecureSkipTlsVerify = insecure,
            Proxy = proxy?.Address,
            ProxyOrigin = proxy?.Origin ?? "",
            Credentials = KubeconfigUser.Credentials(context, Describe(cluster, authorities), time),
            Namespace = context.Context["namespace"].Text() ?? "default",
            Origin = $"context {context.Name} of {context.Context.File}",
        };
    }

    private static Uri Address(KubeconfigNode field)
    {
        var text = field.RequiredText("set it to the API server's address, for example https://10.0.0.1:6443");
        // As kubectl does, an address without a scheme is taken as http.
        var full = text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}";
        return Uri.TryCreate(full, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Host.Length > 0 ? ProxyAddress.WithoutCredentials(address)
            : throw field.Wrong($"is \"{ProxyAddress.WithoutCredentials(text)}\", which is no address (http, https); write it like https://10.0.0.1:6443");
    }

    private static (Uri Address, string Origin)? Proxy(KubeconfigNode field)
    {
        if (field.Text() is not { } text)
            return null;
        return ProxyAddress.Parse(text) is { } address ? (address, $"{field.Path} of {field.File}")
            : throw field.Wrong(
                $"is \"{ProxyAddress.WithoutCredentials(text)}\", which is no address ({ProxyAddress.Schemes}); write it like http://10.0.0.1:3128, or leave it out");
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
