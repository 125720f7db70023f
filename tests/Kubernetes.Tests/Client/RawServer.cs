using System.Net;
using System.Net.Sockets;
using System.Text;
using IdentityCenterOperator.Kubernetes.Client;

namespace Kubernetes.Tests.Client;

/// <summary>A server on loopback that answers each connection's first request with given bytes and closes; for what no API server would say.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly byte[]? answer;

    /// <summary>Answers with raw bytes; null never answers.</summary>
    public RawServer(byte[]? answer)
    {
        this.answer = answer;
        listener.Start();
        _ = ServeAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>The first piece of the last request.</summary>
    public string Received { get; private set; } = "";

    public ClientConfiguration Configuration => new() { Server = Address };

    public static RawServer Answering(string status, string body, string headers = "") =>
        new(Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nConnection: close\r\n{headers}\r\n{body}"));

    public void Dispose() => listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                _ = AnswerAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed of.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            var buffer = new byte[8192];
            var read = await stream.ReadAsync(buffer);
            Received = Encoding.UTF8.GetString(buffer, 0, read);
            if (answer is null)
            {
                while (read > 0)
                    read = await stream.ReadAsync(buffer);
                return;
            }

            await stream.WriteAsync(answer);
            client.Client.Shutdown(SocketShutdown.Send);
        }
    }
}
