using System.Text.Json.Serialization;

namespace BackendLabs.Labs.Evidence;

/// <summary>All that a record is made of.</summary>
/// <param name="LabDigest">Of the lab as it was run.</param>
/// <param name="FileName">Of the snippet, as its author knows it.</param>
/// <param name="Source">The snippet's text.</param>
/// <param name="Order">Check ids in the order they were asked for; null for the lab's own.</param>
/// <param name="Person">Whose run it was.</param>
/// <param name="At">When it ended.</param>
public sealed record EvidenceFacts(
    RunReport Report,
    string LabDigest,
    string FileName,
    string Source,
    IReadOnlyList<string>? Order,
    RunVersions Versions,
    string Person,
    DateTimeOffset At);

/// <summary>The versions of what took part in a run.</summary>
/// <param name="BackendLabs">The digest that names the published programs.</param>
/// <param name="Redis">Null where the lab has none.</param>
public sealed record RunVersions([property: JsonPropertyName("backendlabs")] string BackendLabs, string Dotnet, string Sqlite, string? Redis, string Kernel)
{
    /// <summary>Of the lab's other services, by their kind; null where it has none, and in records of before there were others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Services { get; init; }
}

/// <summary>A record's part <c>run</c>.</summary>
public sealed record RecordedRun(
    string Lab,
    [property: JsonPropertyName("labVersion")] int Version,
    string LabDigest,
    long Seed,
    IReadOnlyList<string>? Order,
    DateTimeOffset At,
    RunVersions Versions,
    IReadOnlyList<RecordedLayer> Layers);

/// <summary>A layer of the sandbox, without the remedy: it concerns the machine, not the run.</summary>
public sealed record RecordedLayer(string Name, string State, string? Reason);

/// <summary>A record's part <c>text</c>.</summary>
public sealed record RecordedText([property: JsonPropertyName("file")] string FileName, string Text);
