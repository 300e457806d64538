using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>A word of a command, from text (UTF-8), bytes or a number.</summary>
internal readonly record struct RedisArgument(byte[] Bytes)
{
    public static implicit operator RedisArgument(string text) => new(Encoding.UTF8.GetBytes(text));

    public static implicit operator RedisArgument(byte[] bytes) => new(bytes);

    public static implicit operator RedisArgument(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>
/// The judge's own connection to the world's server, past the gate. Calls from several threads go one after another.
/// </summary>
internal sealed class RedisLink : IAsyncDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(5);

    // The judge reads what the snippet stored, which may be much; it is bounded all the same.
    private static readonly RespLimits Limits = new(Bulk: 16 * 1024 * 1024, Message: 64 * 1024 * 1024);

    private readonly UpstreamConnection _connection;
    private readonly RespReplyReader _replies;
    private readonly SemaphoreSlim _turn = new(1);
    private bool _broken;

    private RedisLink(UpstreamConnection connection)
    {
        _connection = connection;
        _replies = new RespReplyReader(connection.Input, Limits);
    }

    /// <summary>Tries until the server accepts.</summary>
    /// <exception cref="TimeoutException">It did not within <paramref name="patience"/>; the inner exception is the last failure.</exception>
    /// <exception cref="UnauthorizedAccessException">It does not know the user or password.</exception>
    public static async Task<RedisLink> ConnectAsync(RedisUpstream upstream, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            using var left = new CancellationTokenSource(patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(left.Token, cancellationToken);
            try
            {
                return new RedisLink(await UpstreamConnection.OpenAsync(upstream, either.Token));
            }
            catch (Exception failure) when (failure is SocketException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                if (time.GetElapsedTime(began) >= patience)
                    throw new TimeoutException($"No Redis server accepted at {upstream.SocketPath} within {patience.TotalSeconds:0.###} s.", failure);
                await Task.Delay(RetryPause, time, cancellationToken);
            }
        }
    }

    /// <summary>Sends one command and reads its reply. An error reply is returned, not thrown.</summary>
    /// <exception cref="IOException">The connection has ended, or an earlier call left it in mid-reply.</exception>
    /// <exception cref="InvalidDataException">The reply is larger than the judge reads (64 MB) or no RESP.</exception>
    public async Task<RedisReply> SendAsync(CancellationToken cancellationToken, params RedisArgument[] words)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_broken)
                throw new IOException("The judge's Redis connection was cut in mid-reply; open a new one.");
            _broken = true;
            RespWriter.WriteCommand(_connection.Output, Array.ConvertAll(words, word => word.Bytes));
            await _connection.Output.FlushAsync(cancellationToken);
            var reply = await _replies.ReadAsync(cancellationToken);
            _broken = false;
            return reply;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _turn.Dispose();
    }
}
