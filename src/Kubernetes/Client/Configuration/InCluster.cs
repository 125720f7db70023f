using System.Security.Cryptography.X509Certificates;

namespace IdentityCenterOperator.Kubernetes.Client.Configuration;

/// <summary>The configuration that Kubernetes gives every pod with a service account.</summary>
internal static class InCluster
{
    /// <summary>Null outside a cluster.</summary>
    public static ClientConfiguration? Configuration(ConfigurationSources sources, TimeProvider time)
    {
        if (sources.Variable("KUBERNETES_SERVICE_HOST") is not { Length: > 0 } host || sources.Variable("KUBERNETES_SERVICE_PORT") is not { Length: > 0 } port)
            return null;
        var folder = sources.ServiceAccountFolder;
        var token = Path.Combine(folder, "token");
        if (!File.Exists(token))
        {
            throw new KubernetesConfigurationException(
                $"The pod has no service account token ({token}). Set automountServiceAccountToken: true, or name a kubeconfig with --kubeconfig.");
        }

        var authorities = new PeriodicFile<X509Certificate2Collection>(
            Path.Combine(folder, "ca.crt"), pem => Certificates.Authorities(pem, Path.Combine(folder, "ca.crt")), time);
        authorities.Get();
        var server = Address(host, port);
        var proxy = EnvironmentProxy.For(server, sources.Variable);
        return new ClientConfiguration
        {
            Server = server,
            Proxy = proxy?.Address,
            ProxyOrigin = proxy?.Origin ?? "",
            CertificateAuthorities = authorities.Get,
            Credentials = new TokenFileCredentials(token, time),
            Namespace = Namespace(Path.Combine(folder, "namespace")),
            Origin = "the pod's service account",
        };
    }

    private static Uri Address(string host, string port) =>
        Uri.TryCreate($"https://{(host.Contains(':') ? $"[{host}]" : host)}:{port}", UriKind.Absolute, out var address) ? address
            : throw new KubernetesConfigurationException($"KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are \"{host}\" and \"{port}\", which is no address.");

    private static string Namespace(string path) => File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } name ? name : "default";
}
