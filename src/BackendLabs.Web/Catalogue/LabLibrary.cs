using System.Collections.Concurrent;
using BackendLabs.Labs;

namespace BackendLabs.Web.Catalogue;

/// <summary>The labs, as pages need them: read once for each state of their files.</summary>
public sealed class LabLibrary(LabCatalog catalog)
{
    private readonly ConcurrentDictionary<string, Held> _held = new(StringComparer.Ordinal);

    public LabCatalog Catalog => catalog;

    /// <summary>Whether a lab counts as whole though <c>changes</c> lacks the line for its checks: in its author's preview, where nothing is graded.</summary>
    public bool IsForAuthor { get; init; }

    public LabReading Read(CatalogLab entry)
    {
        var stamp = Stamp(entry);
        if (_held.TryGetValue(entry.Id, out var held) && held.Stamp == stamp)
            return held.Reading;
        var reading = entry.Read();
        if (IsForAuthor && reading.ForItsAuthor is { } draft)
            reading = new LabReading.Good(draft);
        _held[entry.Id] = new Held(stamp, reading);
        return reading;
    }

    // Reading a lab opens some twenty files; looking at their times does not.
    private static string Stamp(CatalogLab entry) => string.Join('|', Files(entry.Folder).Concat(Files(Path.Combine(entry.Root, "_shared")))
        .Select(file => $"{file.FullName}:{file.Length}:{file.LastWriteTimeUtc.Ticks}").Order(StringComparer.Ordinal));

    private static IEnumerable<FileInfo> Files(string folder) =>
        new DirectoryInfo(folder) is { Exists: true } found ? found.EnumerateFiles("*", SearchOption.AllDirectories) : [];

    private sealed record Held(string Stamp, LabReading Reading);
}
