namespace IdentityCenterOperator.Kubernetes.Client.Configuration;

/// <summary>Addresses of proxies, as people write them.</summary>
internal static class ProxyAddress
{
    private const int SocksPort = 1080;

    /// <summary>The schemes that are spoken, for messages.</summary>
    public const string Schemes = "http, https, socks5";

    /// <summary>An address with a scheme, or <c>host:port</c> of an HTTP proxy; null when it is neither.</summary>
    public static Uri? Parse(string text)
    {
        var full = text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}";
        if (!Uri.TryCreate(full, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https" or "socks5" or "socks5h") || address.Host.Length == 0)
            return null;
        // Both have the proxy look the server's name up; .NET knows the one word for it.
        return address.Scheme.StartsWith("socks5", StringComparison.Ordinal)
            ? new UriBuilder(address) { Scheme = "socks5", Port = address.Port > 0 ? address.Port : SocksPort }.Uri
            : address;
    }

    /// <summary>The address without user and password, for messages and logs.</summary>
    public static Uri WithoutCredentials(Uri address) => address.UserInfo.Length == 0 ? address : new UriBuilder(address) { UserName = "", Password = "" }.Uri;

    /// <summary>Whatever somebody wrote, without what may be a user and a password.</summary>
    public static string WithoutCredentials(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0;
        var end = text.LastIndexOf('@');
        return end < start ? text : $"{text[..start]}…{text[end..]}";
    }
}
