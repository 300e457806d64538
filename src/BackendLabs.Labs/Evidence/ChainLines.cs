using System.Runtime.CompilerServices;

namespace BackendLabs.Labs.Evidence;

/// <summary>A line of a chain's file.</summary>
/// <param name="Text">Without its end; cut where it is longer than any entry.</param>
/// <param name="IsWhole">Whether it has an end.</param>
internal sealed record ChainLine(ReadOnlyMemory<byte> Text, bool IsWhole);

internal static class ChainLines
{
    /// <summary>An entry has about 900 bytes.</summary>
    public const int MostBytes = 4096;

    /// <summary>One after the other; ends with a line that is longer than any entry.</summary>
    public static async IAsyncEnumerable<ChainLine> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * MostBytes];
        var (start, length) = (0, 0);
        while (true)
        {
            var end = Array.IndexOf(buffer, (byte)'\n', start, length - start);
            if (end >= 0 && end - start <= MostBytes)
            {
                yield return new ChainLine(buffer[start..end], IsWhole: true);
                start = end + 1;
                continue;
            }
            if (length - start > MostBytes)
            {
                yield return new ChainLine(buffer[start..(start + MostBytes + 1)], IsWhole: true);
                yield break;
            }
            buffer.AsSpan(start, length - start).CopyTo(buffer);
            (start, length) = (0, length - start);
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0)
                break;
            length += read;
        }

        if (length > 0)
            yield return new ChainLine(buffer[..length], IsWhole: false);
    }
}
