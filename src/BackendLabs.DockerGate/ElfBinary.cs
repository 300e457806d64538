using System.Buffers.Binary;
using System.Text;

namespace BackendLabs.DockerGate;

/// <summary>What a 64-bit little-endian ELF program needs to run (System V ABI, "Program Header" and "Dynamic Section").</summary>
/// <param name="Interpreter">The dynamic loader's path; null for a static program.</param>
/// <param name="Libraries">Names, not paths.</param>
internal sealed record ElfBinary(string? Interpreter, IReadOnlyList<string> Libraries)
{
    private const int SegmentLoad = 1;
    private const int SegmentDynamic = 2;
    private const int SegmentInterpreter = 3;
    private const long TagNeeded = 1;
    private const long TagStrings = 5;

    /// <returns>Null where these are no such program's bytes.</returns>
    public static ElfBinary? Read(byte[] bytes)
    {
        try
        {
            return bytes.AsSpan(0, 6).SequenceEqual("\u007fELF\u0002\u0001"u8) ? ReadSegments(bytes) : null;
        }
        catch (Exception error) when (error is ArgumentException or OverflowException)
        {
            return null;
        }
    }

    private static ElfBinary ReadSegments(byte[] bytes)
    {
        var segments = Segments(bytes).ToList();
        var interpreter = segments.Find(segment => segment.Type == SegmentInterpreter) is { Size: > 0 } named ? Text(bytes, named.Offset) : null;
        var dynamic = segments.Find(segment => segment.Type == SegmentDynamic);
        var entries = dynamic is null ? [] : Entries(bytes, dynamic).ToList();
        var strings = entries.Find(entry => entry.Tag == TagStrings).Value;
        var table = segments.Find(segment =>
            segment.Type == SegmentLoad && strings >= segment.Address && strings < segment.Address + segment.Size);
        return new ElfBinary(interpreter, table is null
            ? []
            : [.. entries.Where(entry => entry.Tag == TagNeeded).Select(entry => Text(bytes, table.Offset + strings - table.Address + entry.Value))]);
    }

    private static IEnumerable<Segment> Segments(byte[] bytes)
    {
        var start = Long(bytes, 32);
        var size = Short(bytes, 54);
        for (var i = 0; i < Short(bytes, 56); i++)
        {
            var at = start + (long)i * size;
            yield return new Segment(Int(bytes, at), Long(bytes, at + 8), Long(bytes, at + 16), Long(bytes, at + 32));
        }
    }

    private static IEnumerable<(long Tag, long Value)> Entries(byte[] bytes, Segment dynamic)
    {
        for (var at = dynamic.Offset; at < dynamic.Offset + dynamic.Size && Long(bytes, at) != 0; at += 16)
            yield return (Long(bytes, at), Long(bytes, at + 8));
    }

    private static string Text(byte[] bytes, long at)
    {
        var rest = bytes.AsSpan(checked((int)at));
        return Encoding.UTF8.GetString(rest[..Math.Max(0, rest.IndexOf((byte)0))]);
    }

    private static long Long(byte[] bytes, long at) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(checked((int)at)));

    private static int Int(byte[] bytes, long at) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(checked((int)at)));

    private static int Short(byte[] bytes, long at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(checked((int)at)));

    private sealed record Segment(int Type, long Offset, long Address, long Size);
}
