namespace BackendLabs.Labs.Evidence;

/// <summary>The end of a chain's file, where the next entry goes.</summary>
internal static class ChainTail
{
    /// <summary>
    /// The last entry. An unfinished line behind it, as a crash leaves one, is finished where only its end is missing, and
    /// taken away otherwise: whoever was writing it was never told that it was written.
    /// </summary>
    /// <returns>Null for an empty chain; and what was mended, in a sentence.</returns>
    /// <exception cref="EvidenceException">The last entry cannot be read.</exception>
    public static async Task<(EvidenceEntry? Last, string? Mended)> MendAsync(FileStream stream, string file, CancellationToken cancellationToken)
    {
        var tail = await ReadTailAsync(stream, cancellationToken);
        var end = tail.AsSpan().LastIndexOf((byte)'\n') + 1;
        var last = end == 0 ? null : Last(tail.AsMemory(0, end - 1), file);
        if (end == tail.Length)
            return (last, null);
        var unfinished = tail.AsMemory(end);
        if (Follows(unfinished, last) is { } whole)
        {
            stream.Seek(0, SeekOrigin.End);
            stream.WriteByte((byte)'\n');
            return (whole, $"The chain's entry {whole.Index} lacked only the end of its line, as a crash leaves it: it was finished.");
        }

        if (unfinished.Length > ChainLines.MostBytes)
            throw Spoilt(file, last is null ? "first" : $"one after {last.Index}", "it is longer than any entry");
        stream.SetLength(stream.Length - unfinished.Length);
        return (last, $"The chain ended in an unfinished entry ({unfinished.Length} bytes after entry {last?.Index ?? 0}), as a crash leaves it: it was taken away.");
    }

    // Enough for the last whole line and an unfinished one.
    private static async Task<byte[]> ReadTailAsync(FileStream stream, CancellationToken cancellationToken)
    {
        var tail = new byte[Math.Min(stream.Length, 3 * ChainLines.MostBytes)];
        stream.Seek(-tail.Length, SeekOrigin.End);
        await stream.ReadExactlyAsync(tail, cancellationToken);
        return tail;
    }

    private static EvidenceEntry Last(ReadOnlyMemory<byte> lines, string file)
    {
        var line = lines[(lines.Span.LastIndexOf((byte)'\n') + 1)..];
        try
        {
            return SignedEntry.ReadLine(line).Entry;
        }
        catch (EvidenceFormatException error)
        {
            throw Spoilt(file, "last", error.Message);
        }
    }

    private static EvidenceEntry? Follows(ReadOnlyMemory<byte> unfinished, EvidenceEntry? last)
    {
        try
        {
            var entry = SignedEntry.ReadLine(unfinished).Entry;
            return entry.Index == (last?.Index ?? 0) + 1 && entry.Previous == (last?.Digest ?? EvidenceEntry.Nothing) ? entry : null;
        }
        catch (EvidenceFormatException)
        {
            return null;
        }
    }

    private static EvidenceException Spoilt(string file, string which, string why) => new(
        $"Nothing can be appended to the chain {file}: its {which} entry cannot be read. {why}",
        "Keep the file as evidence of what happened to it, under another name; the next record then begins a new chain.");
}
