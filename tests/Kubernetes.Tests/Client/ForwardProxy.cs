using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Kubernetes.Tests.Client;

/// <summary>A proxy on loopback that speaks HTTP's CONNECT, or SOCKS 5, and leads to one port whatever host it is asked for.</summary>
internal sealed class ForwardProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<Stream, Task<string?>> _greet;
    private readonly int _target;
    private readonly X509Certificate2? _certificate;

    private ForwardProxy(int target, Func<Stream, Task<string?>> greet, X509Certificate2? certificate)
    {
        (_target, _greet, _certificate) = (target, greet, certificate);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>What it was asked to connect to.</summary>
    public ConcurrentQueue<string> Targets { get; } = [];

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>A proxy that answers CONNECT; with a user and password (<c>user:password</c>) it wants those, and with a certificate it speaks TLS itself.</summary>
    public static ForwardProxy Http(int target, string? user = null, X509Certificate2? certificate = null) => new(target, stream => ConnectAsync(stream, user), certificate);

    /// <summary>A proxy that speaks SOCKS 5; with a user and password it wants those.</summary>
    public static ForwardProxy Socks(int target, string? user = null) => new(target, stream => SocksAsync(stream, user), null);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed of.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await ServeAsync(await SecureAsync(client.GetStream()));
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
            {
                // The client has gone, or does not trust us.
            }
        }
    }

    private async Task<Stream> SecureAsync(Stream stream)
    {
        if (_certificate is null)
            return stream;
        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(_certificate);
        return secure;
    }

    private async Task ServeAsync(Stream client)
    {
        if (await _greet(client) is not { } target)
            return;
        Targets.Enqueue(target);
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, _target);
        await Task.WhenAny(client.CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(client));
    }

    private static async Task<string?> ConnectAsync(Stream stream, string? user)
    {
        while (true)
        {
            var head = await HeadAsync(stream);
            if (head.Length == 0)
                return null;
            var wanted = user is null ? null : $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(user))}";
            if (wanted is null || head.Contains(wanted))
            {
                await WriteAsync(stream, "HTTP/1.1 200 Connection established\r\n\r\n");
                return head[0].Split(' ')[1];
            }

            await WriteAsync(stream, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
        }
    }

    private static async Task<string[]> HeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await ReadAsync(stream, 1) is not [var next])
                return [];
            head.Append((char)next);
        }

        return head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task<string?> SocksAsync(Stream stream, string? user)
    {
        var methods = await ReadAsync(stream, (await ReadAsync(stream, 2))[1]);
        var method = user is null ? (byte)0 : (byte)2;
        await stream.WriteAsync(new byte[] { 5, methods.Contains(method) ? method : (byte)255 });
        if (user is not null && !await IsAsync(stream, user))
            return null;
        var request = await ReadAsync(stream, 4);
        var host = request[3] switch
        {
            3 => Encoding.ASCII.GetString(await ReadAsync(stream, (await ReadAsync(stream, 1))[0])),
            1 => new IPAddress(await ReadAsync(stream, 4)).ToString(),
            _ => new IPAddress(await ReadAsync(stream, 16)).ToString(),
        };
        var port = await ReadAsync(stream, 2);
        await stream.WriteAsync(new byte[] { 5, 0, 0, 1, 127, 0, 0, 1, 0, 1 });
        return $"{host}:{(port[0] << 8) | port[1]}";
    }

    private static async Task<bool> IsAsync(Stream stream, string user)
    {
        var name = Encoding.UTF8.GetString(await ReadAsync(stream, (await ReadAsync(stream, 2))[1]));
        var password = Encoding.UTF8.GetString(await ReadAsync(stream, (await ReadAsync(stream, 1))[0]));
        var isUser = $"{name}:{password}" == user;
        await stream.WriteAsync(new byte[] { 1, isUser ? (byte)0 : (byte)1 });
        return isUser;
    }

    private static async Task<byte[]> ReadAsync(Stream stream, int count)
    {
        var bytes = new byte[count];
        return await stream.ReadAtLeastAsync(bytes, count, throwOnEndOfStream: false) == count ? bytes : [];
    }

    private static Task WriteAsync(Stream stream, string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text)).AsTask();
}
