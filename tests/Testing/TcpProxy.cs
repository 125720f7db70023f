using System.Net;
using System.Net.Sockets;

namespace Testing;

/// <summary>A loopback TCP proxy that breaks connections on command.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly int targetPort;
    private readonly Lock gate = new();
    private readonly HashSet<Link> links = [];
    private readonly CancellationTokenSource closing = new();
    private Socket? listener;
    private TaskCompletionSource flowing = Finished();
    private long? truncateAfter;

    private TcpProxy(int targetPort) => this.targetPort = targetPort;

    /// <summary>The port to connect to.</summary>
    public int Port { get; private set; }

    /// <summary>Wait before each piece of data, in both directions.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Present connections.</summary>
    public int Connections
    {
        get
        {
            lock (gate)
                return links.Count;
        }
    }

    /// <summary>Connections so far.</summary>
    public int Accepted { get; private set; }

    /// <summary>Starts a proxy in front of a loopback port.</summary>
    public static TcpProxy Start(int targetPort)
    {
        var proxy = new TcpProxy(targetPort);
        proxy.Accept();
        return proxy;
    }

    /// <summary>Resets all present connections; new ones are served.</summary>
    public void Cut()
    {
        foreach (var link in Links())
            link.Reset();
    }

    /// <summary>Passes nothing on, in either direction, but keeps connections and takes new ones.</summary>
    public void Stall()
    {
        if (flowing.Task.IsCompleted)
            flowing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Ends <see cref="Stall"/>; what was held back is delivered.</summary>
    public void Resume() => flowing.TrySetResult();

    /// <summary>Refuses new connections (nobody listens) and resets the present ones.</summary>
    public void Refuse()
    {
        Interlocked.Exchange(ref listener, null)?.Dispose();
        Cut();
    }

    /// <summary>Ends <see cref="Refuse"/>, on the same port.</summary>
    public void Accept()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, Port));
        socket.Listen();
        Port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        listener = socket;
        _ = AcceptAsync(socket);
    }

    /// <summary>Closes each connection, present and new, once the server has sent so many more bytes on it; null ends that.</summary>
    public void TruncateAfter(long? bytes)
    {
        lock (gate)
        {
            truncateAfter = bytes;
            foreach (var link in links)
                link.Left = bytes;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        Refuse();
        closing.Dispose();
    }

    private Link[] Links()
    {
        lock (gate)
            return [.. links];
    }

    private async Task AcceptAsync(Socket socket)
    {
        try
        {
            while (true)
            {
                var client = await socket.AcceptAsync(closing.Token);
                Accepted++;
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            socket.Dispose();
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var link = new Link(client, server);
        lock (gate)
        {
            link.Left = truncateAfter;
            links.Add(link);
        }

        try
        {
            await server.ConnectAsync(IPAddress.Loopback, targetPort, closing.Token);
            await Task.WhenAny(PumpAsync(client, server, null), PumpAsync(server, client, link));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            link.Reset();
        }
        finally
        {
            lock (gate)
                links.Remove(link);
        }
    }

    private async Task PumpAsync(Socket from, Socket to, Link? limited)
    {
        try
        {
            await CopyAsync(from, to, limited);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // A broken connection is what this proxy is for; the other end learns of it when the link is disposed.
        }
    }

    private async Task CopyAsync(Socket from, Socket to, Link? limited)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReceiveAsync(buffer, closing.Token) is > 0 and var count)
        {
            if (Delay > TimeSpan.Zero)
                await Task.Delay(Delay, closing.Token);
            await flowing.Task.WaitAsync(closing.Token);
            var pass = (int)Math.Min(count, limited?.Left ?? count);
            for (var sent = 0; sent < pass;)
                sent += await to.SendAsync(buffer.AsMemory(sent, pass - sent), closing.Token);
            if (limited is not null && limited.Take(pass))
                return;
        }
    }

    private static TaskCompletionSource Finished()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }

    /// <summary>One connection with its two ends.</summary>
    private sealed class Link(Socket client, Socket server) : IDisposable
    {
        public long? Left { get; set; }

        /// <summary>Counts bytes; true when the limit is reached.</summary>
        public bool Take(int bytes) => (Left -= bytes) <= 0;

        public void Reset()
        {
            try
            {
                client.LingerState = new LingerOption(true, 0);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // It broke by itself a moment before.
            }

            Dispose();
        }

        public void Dispose()
        {
            client.Dispose();
            server.Dispose();
        }
    }
}
