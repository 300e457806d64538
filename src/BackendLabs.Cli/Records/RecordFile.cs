using BackendLabs.Cli.Checking;
using BackendLabs.Labs;
using BackendLabs.Labs.Evidence;

namespace BackendLabs.Cli.Records;

/// <summary>Where a run's record will be written. What would be in its way is said before the run.</summary>
internal sealed class RecordFile : IDisposable
{
    private readonly CommandContext _desk;
    private readonly string _path;
    private readonly string _shown;
    private readonly EvidenceKey _key;

    private RecordFile(CommandContext context, string path, string shown, EvidenceKey key) => (_desk, _path, _shown, _key) = (context, path, shown, key);

    /// <exception cref="UsageException">No record can be written there.</exception>
    /// <exception cref="BrokenException">The signing key cannot be used.</exception>
    public static RecordFile At(CommandContext context, string shown)
    {
        var path = Path.GetFullPath(shown, context.Paths.CurrentFolder);
        if (Path.Exists(path))
            throw new UsageException($"There is already something at {shown}.", "A record is never written over: choose another name, or move it away.");
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw new UsageException($"There is no folder for the record {shown}.", $"Make it first: mkdir -p {Path.GetDirectoryName(shown)}");
        try
        {
            return new RecordFile(context, path, shown, EvidenceKey.LoadOrMake(context.Paths.SigningKey));
        }
        catch (EvidenceException error)
        {
            throw new BrokenException(error.Message, error.Remedy, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BrokenException($"The signing key {context.Paths.SigningKey} can be neither read nor made: {error.Message}", "Let its folder be yours, or name another file with BACKENDLABS_KEY.", error);
        }
    }

    /// <param name="versions">Null where nothing was counted: there is nothing to prove then.</param>
    public async Task WriteAsync(RunReport report, Lab? lab, SnippetFile snippet, RunVersions? versions, CancellationToken cancellationToken)
    {
        if (lab is null || versions is null)
        {
            _desk.Screen.Note("! No record was written: nothing was counted.");
            return;
        }

        var facts = new EvidenceFacts(report, lab.Digest, snippet.Name, snippet.Text, Order: null, versions, Person(), _desk.Time.GetUtcNow());
        var appended = await AppendAsync(facts, cancellationToken);
        if (appended.Torn is { } torn)
            _desk.Screen.Note($"! {torn}");
        Write(appended.Record.ToBytes());
        _desk.Screen.Note($"Record: {_shown}, entry {appended.Record.Entry.Index} of your chain. `lab verify-record {_shown}` repeats the run.");
    }

    public void Dispose() => _key.Dispose();

    private string Person() => _desk.Paths.Variable("USER") ?? Environment.UserName;

    private async Task<AppendedRecord> AppendAsync(EvidenceFacts facts, CancellationToken cancellationToken)
    {
        try
        {
            return await new EvidenceChain(_desk.Paths.EvidenceChain, _desk.Time).AppendAsync(facts, _key, cancellationToken);
        }
        catch (EvidenceException error)
        {
            throw new BrokenException("No record was written. " + error.Message, error.Remedy, error);
        }
    }

    private void Write(byte[] bytes)
    {
        if (bytes.Length > EvidenceRecord.MostBytes)
            throw new BrokenException($"No record was written: it would be larger than {CheckWords.Bytes(EvidenceRecord.MostBytes)}.", "The code does very much that the gates see; `lab check --format json` shows what.");
        Write(_path, bytes, overwrite: false);
    }

    /// <summary>Puts another record in the place of one, whole or not at all.</summary>
    /// <exception cref="UsageException">It cannot be written there.</exception>
    public static void Replace(string path, string shown, byte[] bytes)
    {
        try
        {
            Write(path, bytes, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{shown} cannot be written: {error.Message}", "It is as it was. Let its folder be yours, or make room on the disk.");
        }
    }

    private static void Write(string path, byte[] bytes, bool overwrite)
    {
        var unfinished = $"{path}.{Environment.ProcessId}.new";
        try
        {
            using (var stream = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}
