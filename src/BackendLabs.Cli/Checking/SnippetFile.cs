using System.Text;

namespace BackendLabs.Cli.Checking;

/// <summary>A student's text, read from a file or from standard input, or refused with the reason.</summary>
/// <param name="Name">As it is shown.</param>
internal sealed record SnippetFile(string Name, string Text)
{
    public const int MostBytes = 256 * 1024;

    private const int MostListed = 1000;
    private const int MostNamed = 5;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="UsageException">The file cannot be an answer.</exception>
    public static async Task<SnippetFile> ReadAsync(string path, string shown, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
            throw new UsageException($"{shown} is a folder.", InFolder(path, shown));
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                throw Absent(path, shown);
            if (file.Length > MostBytes)
                throw TooLong(shown);
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return new SnippetFile(shown, Decode(await ReadAsync(stream, shown, cancellationToken), shown));
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

    /// <summary>What to say of a file that is not there: a near name, or the folder that is missing.</summary>
    public static UsageException Absent(string path, string shown)
    {
        var folder = Path.GetDirectoryName(path) ?? "/";
        if (File.Exists(folder))
            return new UsageException($"There is no file {shown}: {folder} is a file, not a folder.", "Correct the path.");
        if (!Directory.Exists(folder))
            return new UsageException($"There is no file {shown}: there is no folder {folder}.", "Correct the path, or go to your folder first; `lab start` prints where it is.");
        var here = Answers(folder);
        var near = here.MinBy(name => Nearness.Distance(name, Path.GetFileName(path)));
        return near is not null && Nearness.IsNear(near, Path.GetFileName(path))
            ? new UsageException($"There is no file {shown}.", $"Did you mean {Path.Combine(Path.GetDirectoryName(shown) ?? "", near)}?")
            : new UsageException($"There is no file {shown}.", here.Count > 0
                ? $"In that folder are: {string.Join(", ", here.Take(MostNamed))}."
                : "Correct the name, or go to your answer's folder first; `lab start` prints where it is.");
    }

    private static string InFolder(string path, string shown) => Answers(path) switch
    {
        [var only] => $"Did you mean {Path.Combine(shown, only)}?",
        { Count: > 1 } several => $"Name one of its files: {string.Join(", ", several.Take(MostNamed))}.",
        _ => "There is no answer in it. Name a file of C#, usually answer.csx; `lab start` makes one.",
    };

    private static List<string> Answers(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Where(name => name.EndsWith(".csx", StringComparison.Ordinal) || name.EndsWith(".cs", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(MostListed)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    public static async Task<SnippetFile> ReadStandardInputAsync(CancellationToken cancellationToken)
    {
        await using var stream = Console.OpenStandardInput();
        const string name = "standard input";
        return new SnippetFile(name, Decode(await ReadAsync(stream, name, cancellationToken), name));
    }

    /// <exception cref="UsageException">The bytes are no text of an answer.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string shown)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[3..];
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw new UsageException($"{shown} is text in UTF-16.", "Save it as UTF-8 in your editor.");
        if (bytes.Contains((byte)0))
            throw new UsageException($"{shown} is a binary file, not C#.", "Name your answer's text, usually answer.csx.");
        string text;
        try
        {
            text = Strict.GetString(bytes);
        }
        catch (DecoderFallbackException error)
        {
            var line = bytes[..Math.Min(error.Index < 0 ? 0 : error.Index, bytes.Length)].Count((byte)'\n') + 1;
            throw new UsageException($"{shown} is not UTF-8: line {line} has a byte that does not belong.", "Save it as UTF-8 in your editor.");
        }

        return string.IsNullOrWhiteSpace(text)
            ? throw new UsageException($"{shown} is empty.", "Write your answer into it; `lab reset` begins again from the starter.")
            : text;
    }

    // Reads one byte more than is allowed, so that a pipe or a growing file cannot fill the memory.
    private static async Task<byte[]> ReadAsync(Stream stream, string shown, CancellationToken cancellationToken)
    {
        var buffer = new byte[MostBytes + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length > MostBytes ? throw TooLong(shown) : buffer[..length];
    }

    private static UsageException TooLong(string shown) =>
        new($"{shown} is longer than {CheckWords.Bytes(MostBytes)}.", "An answer is a page or two of C#; is this the right file?");
}
