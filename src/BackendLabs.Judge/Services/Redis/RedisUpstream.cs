using System.Globalization;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>The world's private server. The path lies in a folder that no snippet can write.</summary>
/// <param name="SocketPath">Its unix socket.</param>
/// <param name="User">ACL user; empty: the default user, with <paramref name="Password"/> if that is not empty.</param>
/// <param name="Password">Never shown to a snippet.</param>
internal sealed record RedisUpstream(string SocketPath, string User, string Password)
{
    /// <summary>The logical database that connections begin in.</summary>
    public int Database { get; init; }

    public override string ToString() => $"redis at {SocketPath}";
}

/// <summary>One authenticated connection to the server.</summary>
internal sealed class UpstreamConnection : IAsyncDisposable
{
    private readonly NetworkStream _stream;

    private UpstreamConnection(NetworkStream stream)
    {
        _stream = stream;
        Input = new Inflow(PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 32 * 1024, leaveOpen: true)));
        Output = PipeWriter.Create(stream, new StreamPipeWriterOptions(minimumBufferSize: 16 * 1024, leaveOpen: true));
    }

    public Inflow Input { get; }

    public PipeWriter Output { get; }

    /// <summary>The server's version, e.g. <c>7.0.15</c>.</summary>
    public string Version { get; private set; } = "";

    /// <exception cref="SocketException">Nothing listens there.</exception>
    /// <exception cref="IOException">The server is still loading, or closed the connection.</exception>
    /// <exception cref="UnauthorizedAccessException">The server does not know the user or password.</exception>
    public static async Task<UpstreamConnection> OpenAsync(RedisUpstream upstream, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        UpstreamConnection? connection = null;
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(upstream.SocketPath), cancellationToken);
            connection = new UpstreamConnection(new NetworkStream(socket, ownsSocket: true));
            await connection.AuthenticateAsync(upstream, cancellationToken);
            return connection;
        }
        catch
        {
            if (connection is not null)
                await connection.DisposeAsync();
            socket.Dispose();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task AuthenticateAsync(RedisUpstream upstream, CancellationToken cancellationToken)
    {
        // One question signs in, fixes the protocol and tells the version (https://redis.io/docs/latest/commands/hello/).
        byte[][] words = ["HELLO"u8.ToArray(), "2"u8.ToArray()];
        if (upstream.User.Length > 0 || upstream.Password.Length > 0)
            words = [.. words, "AUTH"u8.ToArray(), Encoding.UTF8.GetBytes(upstream.User.Length > 0 ? upstream.User : "default"), Encoding.UTF8.GetBytes(upstream.Password)];
        Version = VersionIn(await AskAsync(words, upstream, cancellationToken));
        if (upstream.Database != 0)
            await AskAsync(["SELECT"u8.ToArray(), Encoding.UTF8.GetBytes(upstream.Database.ToString(CultureInfo.InvariantCulture))], upstream, cancellationToken);
    }

    private async Task<RedisReply> AskAsync(byte[][] words, RedisUpstream upstream, CancellationToken cancellationToken)
    {
        RespWriter.WriteCommand(Output, words);
        await Output.FlushAsync(cancellationToken);
        var reply = await new RespReplyReader(Input, new RespLimits()).ReadAsync(cancellationToken);
        if (reply is RedisReply.Error { Text: var text })
        {
            throw text.StartsWith("LOADING", StringComparison.Ordinal)
                ? new IOException(text)
                : new UnauthorizedAccessException($"The Redis server at {upstream.SocketPath} answered {text}");
        }
        return reply;
    }

    private static string VersionIn(RedisReply reply)
    {
        var words = reply is RedisReply.Array { Items: { } items } ? items : [];
        for (var i = 0; i + 1 < words.Count; i += 2)
        {
            if (words[i] is RedisReply.Bulk { Text: "version" } && words[i + 1] is RedisReply.Bulk { Text: { } version })
                return version;
        }
        return "";
    }
}
