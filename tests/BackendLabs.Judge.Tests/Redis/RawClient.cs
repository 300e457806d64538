using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using BackendLabs.Judge.Services.Redis;

namespace BackendLabs.Judge.Tests.Redis;

/// <summary>A client that sends whatever bytes a test wants.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private readonly NetworkStream _stream;
    private readonly RespReplyReader _replies;

    private RawClient(Socket socket)
    {
        _stream = new NetworkStream(socket, ownsSocket: true);
        _replies = new RespReplyReader(new Inflow(PipeReader.Create(_stream)), new RespLimits());
        Socket = socket;
    }

    public Socket Socket { get; }

    public static async Task<RawClient> ConnectAsync(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        return new RawClient(socket);
    }

    public static byte[] Encode(params string[] words)
    {
        var text = new StringBuilder($"*{words.Length}\r\n");
        foreach (var word in words)
            text.Append($"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public async Task SendAsync(byte[] bytes, CancellationToken cancellationToken = default) => await _stream.WriteAsync(bytes, cancellationToken);

    public async Task<RedisReply> ReadAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _replies.ReadAsync(patience.Token);
    }

    /// <summary>A line of words, as one types them into redis-cli.</summary>
    public async Task<RedisReply> AskAsync(string line)
    {
        await SendAsync(Encode(line.Split(' ')));
        return await ReadAsync();
    }

    public async Task<string> ErrorAsync(string line)
    {
        await SendAsync(Encode(line.Split(' ')));
        return await ReadErrorAsync();
    }

    public async Task<string> ReadErrorAsync() => await ReadAsync() is RedisReply.Error error ? error.Text : "no error";

    public async Task<bool> IsClosedAsync()
    {
        try
        {
            while (true)
                await ReadAsync();
        }
        catch (Exception end) when (end is IOException or SocketException)
        {
            return true;
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
