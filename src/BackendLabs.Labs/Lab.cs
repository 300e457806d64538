using BackendLabs.Contract.Services;
using BackendLabs.Labs.Reading;

namespace BackendLabs.Labs;

/// <summary>One concept taught by doing: a folder of plain files, read and found whole.</summary>
/// <param name="Id"><c>track/name</c>; immutable, the folder's path beneath its root.</param>
/// <param name="Folder">Where it was read from.</param>
/// <param name="Services">Name to what stands behind it, in the order of <c>lab.yaml</c>.</param>
/// <param name="Uses">Folders beneath <c>_shared</c> whose seed and contract come first.</param>
/// <param name="Entries">What a snippet must define.</param>
/// <param name="Digest">SHA-256 in lower-case hex over the names and LF text of all files, shared ones included.</param>
public sealed record Lab(
    string Id,
    int Version,
    string Title,
    string Folder,
    IReadOnlyList<string> Concepts,
    IReadOnlyList<string> Prerequisites,
    LabDifficulty Difficulty,
    int Minutes,
    IReadOnlyDictionary<string, LabService> Services,
    IReadOnlyList<string> Uses,
    IReadOnlyList<LabEntry> Entries,
    LabLimits Limits,
    IReadOnlyList<LabHint> Hints,
    LabTexts Texts,
    IReadOnlyList<LabText> Solutions,
    IReadOnlyList<WrongSolution> WrongSolutions,
    string Digest)
{
    /// <summary>
    /// Free code: its checks call the entries and expect nothing, so that no answer is right or wrong. There are no points
    /// to speak of, and its starter stands for its solutions.
    /// </summary>
    public bool IsFree { get; init; }

    /// <summary>Of what decides a verdict, as a line of <c>changes</c> carries it.</summary>
    public string ChecksDigest { get; init; } = "";

    /// <summary>Where a limit stands in <c>lab.yaml</c>, by its name (<c>wall</c>); without those that are left to their default.</summary>
    public IReadOnlyDictionary<string, (int Line, int Column)> LimitPlaces { get; init; } = new Dictionary<string, (int Line, int Column)>();

    /// <summary>Mutants of the reference that no check needs to notice.</summary>
    public IReadOnlyList<LabWaiver> Waivers { get; init; } = [];

    /// <summary>What its lesson demands; null where <c>lab.yaml</c> does not say.</summary>
    public IReadOnlyList<LabRule>? Rules { get; init; }

    /// <summary>Sentences of the lesson that sound like a demand and only explain.</summary>
    public IReadOnlyList<LabExplanation> Explanations { get; init; } = [];

    /// <summary>Every file of its folder, and the shared ones that it uses, as <see cref="LabDigest"/> covers them.</summary>
    public IReadOnlyList<LabText> Files { get; init; } = [];

    public string Track => Id[..Id.IndexOf('/', StringComparison.Ordinal)];

    public string Name => Id[(Track.Length + 1)..];
}

public enum LabDifficulty
{
    Easy,
    Medium,
    Hard,
}

/// <param name="Kind">One of <see cref="ServiceKinds"/>.</param>
public sealed record LabService(string Kind)
{
    /// <summary>Names of the kind's options that are on; without more, those that are on by default.</summary>
    public IReadOnlyList<string> Options { get; init; } =
        [.. ServiceKinds.Of(Kind).Options.Where(option => option.IsOnByDefault).Select(option => option.Name)];

    public bool Has(string option) => Options.Contains(option);

    public bool Equals(LabService? other) => other is not null && Kind == other.Kind && Options.SequenceEqual(other.Options);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Kind);
}

/// <summary>A signature that a snippet must define.</summary>
/// <param name="Signature">As written in <c>lab.yaml</c>.</param>
public sealed record LabEntry(string Signature, string ReturnType, string Name, IReadOnlyList<LabParameter> Parameters);

public sealed record LabParameter(string Type, string Name);

/// <param name="Wall">How long one check may take.</param>
/// <param name="MemoryBytes">Of one of the snippet's processes.</param>
/// <param name="OutputBytes">That one check may print, in UTF-8.</param>
public sealed record LabLimits(TimeSpan Wall, long MemoryBytes, int OutputBytes)
{
    /// <summary>Whether no check may go on beside another: where they measure time, or need much of the machine.</summary>
    public bool OneAtATime { get; init; }
}

/// <param name="After">Shown of itself after so many attempts that did not pass; 0: only to who asks before the first check.</param>
/// <param name="Check">Only while this check does not pass; null for any.</param>
public sealed record LabHint(int After, string Text, string? Check)
{
    // Where the hint and its Check stand in lab.yaml. Set apart so that two hints that say the same are equal.
    private Place? _place;
    private Place? _checkPlace;

    internal Place? Place => _place;

    internal Place? CheckPlace => _checkPlace;

    internal LabHint At(Place place, Place? check) => new(this) { _place = place, _checkPlace = check };

    public bool Equals(LabHint? other) => other is not null && (After, Text, Check) == (other.After, other.Text, other.Check);

    public override int GetHashCode() => HashCode.Combine(After, Text, Check);
}

/// <summary>A mutant that does what the reference does, as far as anybody could tell.</summary>
/// <param name="Mutant">Its id, as <c>lab validate</c> prints it.</param>
/// <param name="Reason">Why no check could notice it.</param>
/// <param name="Line">In <c>lab.yaml</c>, from 1.</param>
public sealed record LabWaiver(string Mutant, string Reason, int Line);

/// <param name="Sentence">Words of the lesson, with or without their Markdown.</param>
/// <param name="Line">In <c>lab.yaml</c>, from 1.</param>
public sealed record LabExplanation(string Sentence, int Line);

/// <summary>A file of a lab, as LF text.</summary>
/// <param name="Path">Relative to the lab's folder, with forward slashes; a shared file's begins with <c>_shared/</c>.</param>
public sealed record LabText(string Path, string Text);

/// <param name="Contract">The shared contracts and the lab's own; empty without any.</param>
/// <param name="Seeds">By kind of service: the shared seeds, then the lab's own.</param>
public sealed record LabTexts(
    LabText Lesson,
    LabText? After,
    LabText Starter,
    IReadOnlyList<LabText> Contract,
    LabText Checks,
    IReadOnlyDictionary<string, IReadOnlyList<LabText>> Seeds)
{
    /// <summary>The seeds of all services, in the order of the closed list.</summary>
    public IReadOnlyList<LabText> Seed => [.. ServiceKinds.All.SelectMany(home => SeedOf(home.Kind))];

    /// <summary>The lesson in other languages: <c>README.de.md</c>, by path.</summary>
    public IReadOnlyList<LabText> Translations { get; init; } = [];

    /// <summary>What fills a kind of service, in its order; empty without any.</summary>
    public IReadOnlyList<LabText> SeedOf(string kind) => Seeds.GetValueOrDefault(kind) ?? [];
}

/// <summary>An answer that real beginners give, and that must fail.</summary>
/// <param name="Fails">The checks that it must fail: these and no others, but for checks that need them.</param>
/// <param name="Mistake">The mistake in words.</param>
public sealed record WrongSolution(LabText Text, IReadOnlyList<string> Fails, string Mistake)
{
    /// <summary>The rules that it breaks; empty where it does not say.</summary>
    public IReadOnlyList<string> Breaks { get; init; } = [];

    /// <summary>The line that says so, from 1; 0 without one.</summary>
    internal int BreaksLine { get; init; }
}
