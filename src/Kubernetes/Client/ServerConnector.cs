using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>
/// Connects to a server whose certificate has another name than its address (tls-server-name). That name is for TLS alone: in a request it would be the Host, by which
/// whatever stands before the API server chooses where to send it. .NET derives the one from the other, hence this.
/// </summary>
internal sealed class ServerConnector(ServerTrust trust, X509Certificate2? certificate)
{
    private volatile bool _offersHttp2 = true;

    /// <summary>Connects, with TLS: what the handler is given so it takes as it is. HTTP/2 is offered until the server does not take it.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            var stream = await SecureAsync(new NetworkStream(socket, ownsSocket: true), _offersHttp2, cancellationToken);
            _offersHttp2 = stream.NegotiatedApplicationProtocol == SslApplicationProtocol.Http2;
            return stream;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Speaks TLS within the tunnel through a proxy, not with the proxy that is asked to open it.</summary>
    public async ValueTask<Stream> SecureAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken) =>
        context.InitialRequestMessage.Method == HttpMethod.Connect ? context.PlaintextStream
        : await SecureAsync(context.PlaintextStream, offerHttp2: false, cancellationToken);

    private async Task<SslStream> SecureAsync(Stream stream, bool offerHttp2, CancellationToken cancellationToken)
    {
        var secure = new SslStream(stream);
        try
        {
            var options = trust.Options(certificate);
            options.ApplicationProtocols = offerHttp2 ? [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11] : null;
            await secure.AuthenticateAsClientAsync(options, cancellationToken);
            return secure;
        }
        catch
        {
            await secure.DisposeAsync();
            throw;
        }
    }
}
