namespace IdentityCenterOperator.Kubernetes.Client.Configuration;

/// <summary>
/// The proxy that the environment names: HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in capitals (which win) or not, as kubectl and every other program that is written in Go
/// reads them. What .NET makes of them differs: it honours ALL_PROXY, and knows no CIDR, port or asterisk in NO_PROXY.
/// </summary>
internal static class EnvironmentProxy
{
    /// <summary>The proxy to a server, and where it is named; null for none.</summary>
    /// <exception cref="KubernetesConfigurationException">What is named is no proxy, or cannot be trusted to be one.</exception>
    public static (Uri Address, string Origin)? For(Uri server, Func<string, string?> variable)
    {
        var (name, text) = Read(variable, server.Scheme == Uri.UriSchemeHttps ? "HTTPS_PROXY" : "HTTP_PROXY");
        if (text is null)
            return null;
        // A web server hands a request's header "Proxy" to its scripts as HTTP_PROXY.
        if (server.Scheme == Uri.UriSchemeHttp && variable("REQUEST_METHOD") is { Length: > 0 })
        {
            throw new KubernetesConfigurationException(
                $"{name} is set in the environment of a web request (REQUEST_METHOD is set too), where anybody may have set it; the API server is not asked through it. Unset one of them.");
        }

        if (NoProxy.Bypasses(Read(variable, "NO_PROXY").Text, server))
            return null;
        return ProxyAddress.Parse(text) is { } address ? (address, name)
            : throw new KubernetesConfigurationException(
                $"{name} is \"{ProxyAddress.WithoutCredentials(text)}\", which is no address of a proxy ({ProxyAddress.Schemes}); write it like http://10.0.0.1:3128.");
    }

    private static (string Name, string? Text) Read(Func<string, string?> variable, string name) =>
        variable(name) is { Length: > 0 } text ? (name, text)
        : variable(name.ToLowerInvariant()) is { Length: > 0 } lower ? (name.ToLowerInvariant(), lower)
        : (name, null);
}
