using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace IdentityCenterOperator.Kubernetes.Client.Configuration;

/// <summary>
/// Whom NO_PROXY exempts: <c>*</c>, addresses, ranges (<c>10.0.0.0/8</c>), domains with all that is below them (<c>example.com</c>) or only that (<c>.example.com</c>,
/// <c>*.example.com</c>), each but ranges with a port if need be. This machine itself is always exempt. What cannot be read exempts nobody.
/// </summary>
internal static class NoProxy
{
    private static readonly IdnMapping Idn = new();

    /// <summary>Whether the server is asked directly.</summary>
    public static bool Bypasses(string? list, Uri server)
    {
        var target = new Target(
            server.IdnHost.ToLowerInvariant(),
            server.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 ? Plain(IPAddress.Parse(server.IdnHost)) : null,
            server.Port.ToString(CultureInfo.InvariantCulture));
        return target.Host == "localhost"
            || (target.Address is { } address && IPAddress.IsLoopback(address))
            || (list ?? "").Split(',').Select(entry => entry.Trim().ToLowerInvariant()).Any(entry => Exempts(entry, target));
    }

    private static bool Exempts(string entry, Target target)
    {
        if (entry == "*")
            return true;
        if (Range(entry) is { } range)
            return target.Address is { } address && Contains(range, address);
        var (host, port) = Split(entry);
        if (host.Length == 0 || (port.Length > 0 && port != target.Port))
            return false;
        return Address(host) is { } exempt ? exempt.Equals(target.Address) : target.Address is null && IsWithin(target.Host, host);
    }

    private static bool IsWithin(string host, string domain)
    {
        var below = domain.StartsWith("*.", StringComparison.Ordinal) ? domain[1..] : domain;
        return below.StartsWith('.') ? host.EndsWith($".{Ascii(below[1..])}", StringComparison.Ordinal)
            : host == Ascii(below) || host.EndsWith($".{Ascii(below)}", StringComparison.Ordinal);
    }

    private static string Ascii(string domain)
    {
        try
        {
            return Idn.GetAscii(domain);
        }
        catch (ArgumentException)
        {
            return domain;
        }
    }

    /// <summary>Host and port; an IPv6 address has brackets when there is a port.</summary>
    private static (string Host, string Port) Split(string entry)
    {
        var colon = entry.LastIndexOf(':');
        if (colon < 0)
            return (entry, "");
        var host = entry[..colon];
        if (host.StartsWith('[') && host.EndsWith(']'))
            return (host[1..^1], entry[(colon + 1)..]);
        return host.Contains(':') || host.Contains('[') ? (entry, "") : (host, entry[(colon + 1)..]);
    }

    private static (IPAddress Network, int Bits)? Range(string entry)
    {
        var slash = entry.IndexOf('/');
        if (slash < 0 || Address(entry[..slash], mapped: true) is not { } network || !int.TryParse(entry[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var bits))
            return null;
        if (bits > (network.AddressFamily == AddressFamily.InterNetwork ? 32 : 128))
            return null;
        return network.IsIPv4MappedToIPv6 && bits >= 96 ? (network.MapToIPv4(), bits - 96) : (network, bits);
    }

    private static bool Contains((IPAddress Network, int Bits) range, IPAddress address)
    {
        var (network, bytes) = (range.Network.GetAddressBytes(), address.GetAddressBytes());
        if (network.Length != bytes.Length)
            return false;
        for (var bit = 0; bit < range.Bits; bit++)
        {
            var mask = 0x80 >> (bit % 8);
            if ((network[bit / 8] & mask) != (bytes[bit / 8] & mask))
                return false;
        }

        return true;
    }

    /// <summary>An address as it is usually written: .NET takes <c>10</c> and <c>010.0.0.1</c> for addresses too, which are names to everybody else.</summary>
    private static IPAddress? Address(string text, bool mapped = false)
    {
        var isPlain = text.Contains(':')
            ? !text.Contains('%') && !text.Contains('[')
            : text.Split('.') is { Length: 4 } parts && parts.All(part => part.Length is > 0 and <= 3 && part.All(char.IsAsciiDigit) && (part.Length == 1 || part[0] != '0'));
        return isPlain && IPAddress.TryParse(text, out var address) ? mapped ? address : Plain(address) : null;
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private sealed record Target(string Host, IPAddress? Address, string Port);
}
