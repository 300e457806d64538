using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace BackendLabs.SnippetHost.Services;

/// <summary>Connects the client library, which speaks TCP only, to the gate's unix socket by a port of this process's own loopback.</summary>
internal static class SnippetRedis
{
    private const int CopyBytes = 16 * 1024;

    public static IDatabase Connect(string socketPath)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        OnThread(() => Serve(listener, socketPath));
        return Connect(listener.LocalEndpoint).GetDatabase();
    }

    public static ConnectionMultiplexer Connect(EndPoint address) => ConnectionMultiplexer.Connect(new ConfigurationOptions
    {
        EndPoints = { address },
        // A server that is not there yet, or not any more, may come back: the client goes on trying.
        AbortOnConnectFail = false,
        ConnectTimeout = 5_000,
        SyncTimeout = 5_000,
        // No name: the library would make one of the machine's, and compile a regular expression at each start to mend it.
        ClientName = " ",
    });

    // Threads of its own, not the pool's: the snippet may have taken all of those.
    private static void Serve(TcpListener listener, string socketPath)
    {
        while (true)
        {
            var client = listener.AcceptSocket();
            client.NoDelay = true;
            var gate = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                gate.Connect(new UnixDomainSocketEndPoint(socketPath));
            }
            catch (SocketException)
            {
                client.Dispose();
                gate.Dispose();
                continue;
            }

            OnThread(() => Copy(client, gate));
            OnThread(() => Copy(gate, client));
        }
    }

    private static void Copy(Socket from, Socket to)
    {
        var buffer = new byte[CopyBytes];
        try
        {
            for (int got; (got = from.Receive(buffer)) > 0;)
            {
                for (var sent = 0; sent < got;)
                    sent += to.Send(buffer.AsSpan(sent, got - sent));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // One side has gone; so does the other.
        }

        from.Dispose();
        to.Dispose();
    }

    private static void OnThread(Action work) => new Thread(() => work()) { IsBackground = true }.Start();
}
