using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace BackendLabs.Judge.Services.Redis;

internal static class RespWriter
{
    /// <summary>Writes a command anew from what was understood of it, never the bytes it came in.</summary>
    public static void WriteCommand(IBufferWriter<byte> output, IReadOnlyList<byte[]> parts)
    {
        WriteHeader(output, (byte)'*', parts.Count);
        foreach (var part in parts)
        {
            WriteHeader(output, (byte)'$', part.Length);
            output.Write(part);
            output.Write("\r\n"u8);
        }
    }

    public static byte[] Simple(string text) => Encoding.UTF8.GetBytes($"+{OneLine(text)}\r\n");

    public static byte[] Error(string text) => Encoding.UTF8.GetBytes($"-{OneLine(text)}\r\n");

    public static byte[] Integer(long number) => Encoding.ASCII.GetBytes($":{number}\r\n");

    public static byte[] Bulk(byte[] bytes) =>
        [.. Encoding.ASCII.GetBytes($"${bytes.Length}\r\n"), .. bytes, .. "\r\n"u8];

    public static byte[] Array(params byte[][] items) =>
        [.. Encoding.ASCII.GetBytes($"*{items.Length}\r\n"), .. items.SelectMany(item => item)];

    /// <summary>Of version 3 of the protocol.</summary>
    /// <param name="items">Each name and its value.</param>
    public static byte[] Map(params byte[][] items) =>
        [.. Encoding.ASCII.GetBytes($"%{items.Length / 2}\r\n"), .. items.SelectMany(item => item)];

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static void WriteHeader(IBufferWriter<byte> output, byte type, int number)
    {
        var span = output.GetSpan(16);
        span[0] = type;
        _ = Utf8Formatter.TryFormat(number, span[1..], out var digits);
        "\r\n"u8.CopyTo(span[(1 + digits)..]);
        output.Advance(digits + 3);
    }
}
