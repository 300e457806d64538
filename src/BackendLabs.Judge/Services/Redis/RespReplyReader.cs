using System.Buffers;
using System.Text;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>Reads whole replies, for the judge's own connection.</summary>
internal sealed class RespReplyReader(Inflow input, RespLimits limits)
{
    private long _weight;

    /// <exception cref="IOException">The server closed the connection.</exception>
    /// <exception cref="InvalidDataException">The reply breaks the protocol or a limit; the connection is of no use after it.</exception>
    public ValueTask<RedisReply> ReadAsync(CancellationToken cancellationToken)
    {
        _weight = 0;
        return ReadAsync(0, cancellationToken);
    }

    private async ValueTask<RedisReply> ReadAsync(int depth, CancellationToken cancellationToken)
    {
        if (depth > limits.Depth)
            throw new InvalidDataException($"A Redis reply nests deeper than {limits.Depth} arrays.");
        var (type, content) = await ReadLineAsync(cancellationToken);
        switch (type)
        {
            case '+':
                return new RedisReply.Simple(content);
            case '-':
                return new RedisReply.Error(content);
            case ':':
                return new RedisReply.Integer(Number(content, long.MinValue, long.MaxValue));
            case '$':
                return new RedisReply.Bulk(await ReadBulkAsync((int)Number(content, -1, limits.Bulk), cancellationToken));
            case '*':
                return new RedisReply.Array(await ReadItemsAsync(Number(content, -1, int.MaxValue), depth, cancellationToken));
            default:
                throw new InvalidDataException($"A Redis reply begins with byte 0x{(int)type:x2}.");
        }
    }

    private async ValueTask<List<RedisReply>?> ReadItemsAsync(long count, int depth, CancellationToken cancellationToken)
    {
        if (count < 0)
            return null;
        // The list grows as items come: a declared count is a claim, not a size.
        List<RedisReply> items = [];
        for (var i = 0L; i < count; i++)
            items.Add(await ReadAsync(depth + 1, cancellationToken));
        return items;
    }

    private async ValueTask<byte[]?> ReadBulkAsync(int length, CancellationToken cancellationToken)
    {
        if (length < 0)
            return null;
        Weigh(length);
        while (input.Buffer.Length < length + 2L)
            await FillAsync(cancellationToken);
        var bytes = input.Buffer.Slice(0, length).ToArray();
        if (!input.Buffer.Slice(length, 2).ToArray().AsSpan().SequenceEqual("\r\n"u8))
            throw new InvalidDataException("A Redis bulk string is longer than it said.");
        input.Consume(length + 2L);
        return bytes;
    }

    private async ValueTask<(char Type, string Content)> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = RespLine.TryRead(input.Buffer, limits.Line, out var line, out var used);
            if (read == LineRead.Broken || (read == LineRead.Whole && line.IsEmpty))
                throw new InvalidDataException("A Redis reply has a line that is empty, too long or ends without CRLF.");
            if (read == LineRead.Whole)
            {
                var result = ((char)line.FirstSpan[0], Encoding.UTF8.GetString(line.Slice(1)));
                Weigh(used);
                input.Consume(used);
                return result;
            }
            await FillAsync(cancellationToken);
        }
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (!await input.FillAsync(cancellationToken))
            throw new IOException("The Redis server closed the connection.");
    }

    private void Weigh(long bytes)
    {
        _weight += bytes;
        if (_weight > limits.Message)
            throw new InvalidDataException($"A Redis reply is larger than {limits.Message} bytes.");
    }

    private static long Number(string content, long least, long most) =>
        RespLine.TryNumber(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(content)), out var number) && number >= least && number <= most
            ? number
            : throw new InvalidDataException("A Redis reply has a length or number that is out of bounds.");
}
