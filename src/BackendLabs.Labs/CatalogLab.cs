using BackendLabs.Labs.Reading;

namespace BackendLabs.Labs;

/// <summary>A lab that a catalogue names; nothing of it is read before it is asked for.</summary>
public sealed class CatalogLab
{
    private readonly Lazy<LabHeader> _header;

    internal CatalogLab(string root, string id)
    {
        Root = root;
        Id = id;
        _header = new Lazy<LabHeader>(() => HeaderFile.Read(root, id));
    }

    /// <summary><c>track/name</c>.</summary>
    public string Id { get; }

    /// <summary>The folder that holds the lab's track.</summary>
    public string Root { get; }

    public string Track => Id[..Id.IndexOf('/', StringComparison.Ordinal)];

    public string Name => Id[(Track.Length + 1)..];

    public string Folder => Path.Combine(Root, Track, Name);

    /// <summary>What a list shows, from <c>lab.yaml</c> alone; read once.</summary>
    public LabHeader Header => _header.Value;

    /// <summary>Reads the whole lab, anew each time.</summary>
    public LabReading Read() => LabReader.Read(Root, Id);
}

/// <summary>What a list shows of a lab. Where <c>lab.yaml</c> has mistakes, it holds what could be read.</summary>
/// <param name="Title">The id where there is none.</param>
/// <param name="IsWhole">False where <c>lab.yaml</c> has mistakes; reading the lab names them.</param>
public sealed record LabHeader(
    string Title,
    int Version,
    LabDifficulty Difficulty,
    int Minutes,
    IReadOnlyList<string> Concepts,
    IReadOnlyList<string> Prerequisites,
    IReadOnlyDictionary<string, LabService> Services,
    bool IsWhole)
{
    /// <summary>Free code: there is nothing to pass.</summary>
    public bool IsFree { get; init; }
}
