using System.Security.Cryptography.X509Certificates;
using IdentityCenterOperator.Kubernetes.Client.Configuration;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>Which API server, how it is trusted and who we are to it.</summary>
public sealed record ClientConfiguration
{
    /// <summary>Base address, for example <c>https://10.0.0.1:6443</c>; may have a path.</summary>
    public required Uri Server { get; init; }

    /// <summary>Name that the server's certificate must have, when it is not the address's. It is also asked for in the TLS handshake (SNI), and never in a request.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>Authorities that may sign the server's certificate, asked at each TLS handshake; null for the system's.</summary>
    public Func<X509Certificate2Collection>? CertificateAuthorities { get; init; }

    /// <summary>Take any server certificate. For experiments only: whoever answers reads our credential.</summary>
    public bool InsecureSkipTlsVerify { get; init; }

    /// <summary>Proxy to the server (http, https, socks5), with user and password if it wants them.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Where the proxy was read, for messages: <c>proxy-url</c>, <c>HTTPS_PROXY</c>.</summary>
    public string ProxyOrigin { get; init; } = "the program";

    /// <summary>Who we are.</summary>
    public ICredentialSource Credentials { get; init; } = new FixedCredential(new Credential());

    /// <summary>Namespace of the context, or of the pod.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>Where this was read, for messages: <c>context dev of /home/me/.kube/config</c>.</summary>
    public string Origin { get; init; } = "the program";

    /// <summary>Without what is secret.</summary>
    public override string ToString() => $"{Server} ({Origin})";

    /// <summary>
    /// Looks, as client-go does, for an explicit kubeconfig, then the files of KUBECONFIG (merged), then <c>~/.kube/config</c>, then the pod's service account.
    /// Where no proxy-url is set, the proxy of the environment counts (HTTPS_PROXY, HTTP_PROXY, NO_PROXY), in a pod too.
    /// </summary>
    /// <exception cref="KubernetesConfigurationException">None of these is there, or the first that is there has a mistake.</exception>
    public static ClientConfiguration Load(ConfigurationSources? sources = null, TimeProvider? time = null)
    {
        sources ??= new ConfigurationSources();
        time ??= TimeProvider.System;
        var files = Files(sources);
        if (files.Count > 0)
            return KubeconfigCluster.Configuration(Kubeconfig.Load(files).Select(sources.Context), sources, time);
        return InCluster.Configuration(sources, time) ?? throw new KubernetesConfigurationException(
            $"There is no kubeconfig (neither --kubeconfig nor KUBECONFIG is set, and {HomeFile(sources)} does not exist), and this is no pod "
            + "(KUBERNETES_SERVICE_HOST is not set). Name a kubeconfig with --kubeconfig.");
    }

    private static List<string> Files(ConfigurationSources sources)
    {
        if (sources.ExplicitPath is { Length: > 0 } path)
            return [path];
        if (sources.Variable("KUBECONFIG") is not { Length: > 0 } variable)
            return File.Exists(HomeFile(sources)) ? [HomeFile(sources)] : [];
        // As in kubectl, files of the list that do not exist are passed over; that none exists is a mistake all the same.
        var files = variable.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(File.Exists).ToList();
        return files.Count > 0 ? files : throw new KubernetesConfigurationException($"KUBECONFIG names {variable}, which does not exist. Correct or unset it.");
    }

    private static string HomeFile(ConfigurationSources sources) => Path.Combine(sources.Home, ".kube", "config");
}
