using System.Buffers;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>Lines and numbers of the Redis serialization protocol, version 2.</summary>
internal static class RespLine
{
    // A minus and the nineteen digits of the largest long.
    private const int LongestNumber = 20;

    /// <summary>Takes the line at the buffer's start; <paramref name="used"/> counts its CRLF too.</summary>
    /// <returns>Whole: the line is there. Partial: more must come. Broken: too long, or LF without CR.</returns>
    public static LineRead TryRead(in ReadOnlySequence<byte> buffer, int limit, out ReadOnlySequence<byte> line, out long used)
    {
        line = default;
        used = 0;
        // Nearly every line lies in one piece.
        var first = buffer.FirstSpan;
        var at = first[..Math.Min(first.Length, limit + 2)].IndexOf((byte)'\n');
        if (at >= 0)
        {
            used = at + 1;
            if (at == 0 || first[at - 1] != '\r')
                return LineRead.Broken;
            line = buffer.Slice(0, at - 1);
            return LineRead.Whole;
        }
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
        if (text.IsSingleSegment)
            return TryNumber(text.FirstSpan, out number);
        number = 0;
        if (text.Length > LongestNumber)
            return false;
        Span<byte> copy = stackalloc byte[LongestNumber];
        text.CopyTo(copy);
        return TryNumber(copy[..(int)text.Length], out number);
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, out long number)
    {
        number = 0;
        var negative = digits is [(byte)'-', ..];
        if (negative)
            digits = digits[1..];
        if (digits.Length is 0 or >= LongestNumber)
            return false;
        // Nineteen digits always fit here.
        var value = 0UL;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;
            value = value * 10 + (ulong)(digit - '0');
        }
        if (value > (negative ? 1UL << 63 : long.MaxValue))
            return false;
        number = unchecked(negative ? (long)(0 - value) : (long)value);
        return true;
    }
}

internal enum LineRead
{
    Whole,
    Partial,
    Broken,
}
