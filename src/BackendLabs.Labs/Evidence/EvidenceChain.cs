using BackendLabs.Labs.Files;

namespace BackendLabs.Labs.Evidence;

/// <summary>
/// An append-only file of signed entries, a line each, each with the digest of the one before: nothing in it can be
/// changed, taken out or put in between without a later line telling. Several processes may append at once.
/// </summary>
public sealed class EvidenceChain(string file, TimeProvider time)
{
    /// <summary>How long an append or a look waits for another process that has the file.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public bool Exists => File.Exists(file);

    /// <summary>Signs these facts, appends their entry and writes it through to the disk.</summary>
    /// <exception cref="EvidenceException">The chain's last entry cannot be read, or another process keeps the file.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public async Task<AppendedRecord> AppendAsync(EvidenceFacts facts, EvidenceKey key, CancellationToken cancellationToken)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
            PrivateFolder.Make(folder);
        await using var stream = await OpenAsync(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, cancellationToken);
        var (last, torn) = await ChainTail.MendAsync(stream, file, cancellationToken);
        var parts = EvidenceValues.Parts(facts);
        var entry = new EvidenceEntry(
            (last?.Index ?? 0) + 1, last?.Digest ?? EvidenceEntry.Nothing, key.Public.Id, parts.ToDictionary(part => part.Key, part => part.Value.Digest(part.Key), StringComparer.Ordinal));
        var signed = new SignedEntry(entry, key.Sign(entry));
        stream.Seek(0, SeekOrigin.End);
        await stream.WriteAsync((byte[])[.. signed.ToLine(), (byte)'\n'], cancellationToken);
        stream.Flush(flushToDisk: true);
        return new AppendedRecord(new EvidenceRecord(signed, parts), torn);
    }

    /// <summary>Reads the whole chain and looks whether it holds.</summary>
    /// <param name="keys">Whose signatures can be checked; those of others are counted.</param>
    /// <param name="wanted">An entry that should be in it; null for none.</param>
    /// <exception cref="EvidenceException">Another process keeps the file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public async Task<ChainState> InspectAsync(IReadOnlyCollection<EvidencePublicKey> keys, EvidenceEntry? wanted, CancellationToken cancellationToken)
    {
        await using var stream = await OpenAsync(FileMode.Open, FileAccess.Read, FileShare.Read, cancellationToken);
        var inspection = new ChainInspection(keys, wanted);
        await foreach (var line in ChainLines.ReadAsync(stream, cancellationToken))
        {
            if (!inspection.Take(line))
                break;
        }
        return inspection.State();
    }

    // An advisory lock of the whole file (flock), which ends with the process that holds it.
    private async Task<FileStream> OpenAsync(FileMode mode, FileAccess access, FileShare share, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            try
            {
                return PrivateFile.Open(file, mode, access, share, FileOptions.Asynchronous, bufferSize: 1 << 16);
            }
            catch (IOException error) when (IsLocked(error))
            {
                if (time.GetElapsedTime(since) > Patience)
                    throw new EvidenceException($"Another process has had the chain {file} for longer than {Patience.TotalSeconds:0} seconds.", "Look which with lsof or fuser, and try again.");
            }

            await Task.Delay(Look, time, cancellationToken);
        }
    }

    // .NET hands on the system's number: EWOULDBLOCK is 11 on Linux and 35 on macOS.
    private static bool IsLocked(IOException error) => error.HResult is 11 or 35;
}

/// <param name="Torn">What was found unfinished at the chain's end, and what became of it, in a sentence; null where it was whole.</param>
public sealed record AppendedRecord(EvidenceRecord Record, string? Torn);

/// <summary>What looking at a chain came to.</summary>
/// <param name="Length">How many entries it has.</param>
/// <param name="Unchecked">How many of them bear the signature of a key that is not at hand.</param>
/// <param name="Problems">What shows that it was tampered with, each with the index of its entry; empty where it holds.</param>
/// <param name="Torn">What is unfinished at its end, in a sentence; null where it is whole.</param>
/// <param name="HasWanted">Whether the entry that was asked for is in it, at its place.</param>
public sealed record ChainState(int Length, int Unchecked, IReadOnlyList<string> Problems, string? Torn, bool HasWanted);
