using System.Net.Sockets;
using System.Text;

namespace BackendLabs.Judge.Tests.Redis;

/// <summary>A client that reads whatever bytes come, of either version of the protocol.</summary>
internal sealed class RawSocket(Socket socket) : IAsyncDisposable
{
    private string _unread = "";

    public static async Task<RawSocket> ConnectAsync(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        return new RawSocket(socket);
    }

    public async Task SendAsync(params string[] lines) =>
        await socket.SendAsync(lines.SelectMany(line => RawClient.Encode(line.Split(' '))).ToArray());

    /// <summary>Reads up to these bytes and past them.</summary>
    public async Task UntilAsync(string bytes)
    {
        var buffer = new byte[4096];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        int at;
        while ((at = _unread.IndexOf(bytes, StringComparison.Ordinal)) < 0)
        {
            try
            {
                var read = await socket.ReceiveAsync(buffer, patience.Token);
                if (read == 0)
                    Assert.Fail($"The connection has ended; unread: {_unread}");
                _unread += Encoding.Latin1.GetString(buffer, 0, read);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"{bytes} did not come; unread: {_unread}");
            }
        }
        _unread = _unread[(at + bytes.Length)..];
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
