using System.Text;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>A command as it was sent: the name first, every argument as bytes.</summary>
internal sealed class RedisCommand(byte[][] parts)
{
    /// <summary>The name in upper case; bytes outside printable ASCII read as '?', so it is safe to show.</summary>
    public string Name { get; } = Word(parts[0]);

    public IReadOnlyList<byte[]> Parts => parts;

    public int ArgumentCount => parts.Length - 1;

    /// <summary>The n-th argument (from 1) as an upper-case word; empty where there is none.</summary>
    public string WordAt(int index) => index < parts.Length ? Word(parts[index]) : "";

    public string TextAt(int index) => index < parts.Length ? Encoding.UTF8.GetString(parts[index]) : "";

    private static string Word(byte[] bytes) =>
        string.Create(Math.Min(bytes.Length, 40), bytes, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                var b = source[i];
                span[i] = b is > 0x20 and < 0x7f ? char.ToUpperInvariant((char)b) : '?';
            }
        });
}
