using BackendLabs.Cli.Checking;
using BackendLabs.Labs.Evidence;

namespace BackendLabs.Cli.Records;

/// <summary>Reads what a person names: a record, a key; or says why not.</summary>
internal static class RecordReading
{
    /// <exception cref="UsageException">The file cannot be read, or is no record.</exception>
    public static async Task<EvidenceRecord> ReadAsync(CommandContext context, string shown, CancellationToken cancellationToken)
    {
        var bytes = await BytesAsync(Path.GetFullPath(shown, context.Paths.CurrentFolder), shown, cancellationToken);
        return EvidenceRecord.Read(bytes) switch
        {
            EvidenceReading.Good good => good.Record,
            EvidenceReading.Bad bad => throw new UsageException($"{shown} is no record. {bad.Problem}", "A record is written by `lab check --record FILE`."),
            var other => throw new InvalidOperationException(other.ToString()),
        };
    }

    /// <param name="named">From <c>--key</c>; null for the person's own.</param>
    /// <exception cref="UsageException">There is no such key.</exception>
    public static EvidencePublicKey Key(CommandContext context, string? named)
    {
        var file = named is null ? context.Paths.SigningKey : Path.GetFullPath(named, context.Paths.CurrentFolder);
        if (!File.Exists(file))
        {
            throw named is null
                ? new UsageException($"You have no signing key ({file}), so there is nothing to check the signature with.", "Name the .pub file of whoever signed the record: --key FILE")
                : new UsageException($"There is no file {named}.", "Name the .pub file of whoever signed the record.");
        }

        try
        {
            return EvidencePublicKey.Load(file);
        }
        catch (EvidenceException error)
        {
            throw new UsageException(error.Message, error.Remedy);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The key {file} cannot be read: {error.Message}");
        }
    }

    private static async Task<byte[]> BytesAsync(string path, string shown, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
            throw new UsageException($"{shown} is a folder.", "Name the record in it.");
        if (!File.Exists(path))
            throw new UsageException($"There is no file {shown}.", "A record is written by `lab check --record FILE`.");
        try
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            var buffer = new byte[1 << 16];
            while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                bytes.Write(buffer, 0, read);
                if (bytes.Length > EvidenceRecord.MostBytes)
                    throw new UsageException($"{shown} is larger than {CheckWords.Bytes(EvidenceRecord.MostBytes)}.", "No record is; is this the right file?");
            }
            return bytes.ToArray();
        }
        catch (UnauthorizedAccessException)
        {
            throw new UsageException($"{shown} cannot be read: no permission.", $"Give it: chmod u+r {shown}");
        }
        catch (IOException error)
        {
            throw new UsageException($"{shown} cannot be read: {error.Message}");
        }
    }
}
