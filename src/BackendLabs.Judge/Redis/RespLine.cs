using System.Buffers;

namespace BackendLabs.Judge.Redis;

/// <summary>Lines and numbers of the Redis serialization protocol, version 2.</summary>
internal static class RespLine
{
    /// <summary>Takes the line at the buffer's start; <paramref name="used"/> counts its CRLF too.</summary>
    /// <returns>Whole: the line is there. Partial: more must come. Broken: too long, or LF without CR.</returns>
    public static LineRead TryRead(in ReadOnlySequence<byte> buffer, int limit, out ReadOnlySequence<byte> line, out long used)
    {
        line = default;
        used = 0;
        var window = buffer.Length > limit + 2L ? buffer.Slice(0, limit + 2L) : buffer;
        if (window.PositionOf((byte)'\n') is not { } end)
            return buffer.Length >= limit + 2L ? LineRead.Broken : LineRead.Partial;

        var upToEnd = window.Slice(0, end);
        used = upToEnd.Length + 1;
        if (upToEnd.IsEmpty || upToEnd.Slice(upToEnd.Length - 1).FirstSpan[0] != '\r')
            return LineRead.Broken;
        line = upToEnd.Slice(0, upToEnd.Length - 1);
        return LineRead.Whole;
    }

    /// <summary>A decimal number with an optional minus, nothing else; false where it does not fit a long.</summary>
    public static bool TryNumber(in ReadOnlySequence<byte> text, out long number)
    {
        number = 0;
        if (text.Length is 0 or > 20)
            return false;
        Span<byte> digits = stackalloc byte[20];
        text.CopyTo(digits);
        digits = digits[..(int)text.Length];
        var negative = digits[0] == '-';
        if (negative)
            digits = digits[1..];
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return false;
        var value = new Int128(0, 0);
        foreach (var digit in digits)
            value = value * 10 + (digit - '0');
        if (negative)
            value = -value;
        number = unchecked((long)value);
        return value == number;
    }
}

internal enum LineRead
{
    Whole,
    Partial,
    Broken,
}
