using System.Buffers;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>What the next bytes of a client were.</summary>
internal abstract record CommandRead
{
    private CommandRead()
    {
    }

    public sealed record Whole(RedisCommand Command) : CommandRead;

    /// <summary>Not this protocol; nothing after it can be trusted.</summary>
    public sealed record Malformed(string Reason) : CommandRead;
}

/// <summary>
/// Reads a client's commands: arrays of bulk strings. It remembers how far it came, so each byte is looked at once,
/// and it copies an argument only when all of it has arrived.
/// </summary>
internal sealed class RespCommandReader(Inflow input, RespLimits limits)
{
    private const int LongestHeader = 24;

    private readonly List<byte[]> _parts = [];
    private int _missing;
    private long _weight;
    private int _bulk = -1;

    /// <summary>The next command if all of it is in the buffer; null when more must come.</summary>
    public CommandRead? TryRead()
    {
        while (true)
        {
            if (_missing == 0)
            {
                if (ReadArrayHeader() is var (more, failure) && !more)
                    return failure;
                continue;
            }
            if (_bulk < 0)
            {
                var (more, failure) = ReadBulkHeader();
                if (!more)
                    return failure;
            }
            if (input.Buffer.Length < _bulk + 2L)
                return null;
            if (!TakeBulk())
                return new CommandRead.Malformed("expected CRLF after an argument");
            if (--_missing == 0)
                return Finish();
        }
    }

    private (bool More, CommandRead? Failure) ReadArrayHeader()
    {
        if (input.Buffer.IsEmpty)
            return (false, null);
        if (input.Buffer.FirstSpan[0] != '*')
            return (false, new CommandRead.Malformed("inline commands are not spoken here, send an array of bulk strings"));
        var (read, count) = ReadNumber();
        if (read == LineRead.Partial)
            return (false, null);
        if (read == LineRead.Broken || count > limits.Arguments)
            return (false, new CommandRead.Malformed("invalid multibulk length"));
        _missing = (int)Math.Max(count, 0);
        _weight = 0;
        return (true, null);
    }

    private (bool More, CommandRead? Failure) ReadBulkHeader()
    {
        if (input.Buffer.IsEmpty)
            return (false, null);
        if (input.Buffer.FirstSpan[0] != '$')
            return (false, new CommandRead.Malformed("expected '$' before an argument"));
        var (read, length) = ReadNumber();
        if (read == LineRead.Partial)
            return (false, null);
        if (read == LineRead.Broken || length < 0 || length > limits.Bulk)
            return (false, new CommandRead.Malformed($"invalid bulk length; an argument may have {limits.Bulk} bytes"));
        _weight += length;
        if (_weight > limits.Message)
            return (false, new CommandRead.Malformed($"a command may have {limits.Message} bytes in all"));
        _bulk = (int)length;
        return (true, null);
    }

    private (LineRead Read, long Number) ReadNumber()
    {
        var read = RespLine.TryRead(input.Buffer, LongestHeader, out var line, out var used);
        if (read != LineRead.Whole)
            return (read, 0);
        if (!RespLine.TryNumber(line.Slice(1), out var number))
            return (LineRead.Broken, 0);
        input.Consume(used);
        return (LineRead.Whole, number);
    }

    private bool TakeBulk()
    {
        var size = _bulk + 2;
        var first = input.Buffer.FirstSpan;
        var bytes = first.Length >= size ? first[.._bulk].ToArray() : input.Buffer.Slice(0, _bulk).ToArray();
        Span<byte> end = stackalloc byte[2];
        if (first.Length >= size)
            first.Slice(_bulk, 2).CopyTo(end);
        else
            input.Buffer.Slice(_bulk, 2).CopyTo(end);
        if (!end.SequenceEqual("\r\n"u8))
            return false;
        _parts.Add(bytes);
        input.Consume(size);
        _bulk = -1;
        return true;
    }

    private CommandRead.Whole Finish()
    {
        var command = new RedisCommand([.. _parts]);
        _parts.Clear();
        return new CommandRead.Whole(command);
    }
}
