using BackendLabs.Labs.Reading;

namespace BackendLabs.Labs;

/// <summary>Something that the lesson demands of an answer.</summary>
/// <param name="Id">Lower-case words with dashes, unique in the lab.</param>
/// <param name="Sentence">As <c>lab.yaml</c> has it: words of the lesson, with or without their Markdown.</param>
/// <param name="Checks">That an answer fails which breaks it; at least one.</param>
public sealed record LabRule(string Id, string Sentence, IReadOnlyList<string> Checks)
{
    private Place? _place;
    private IReadOnlyList<Place> _checkPlaces = [];

    /// <summary>Where the sentence stands in <c>lab.yaml</c>.</summary>
    internal Place? Place => _place;

    /// <summary>In <c>lab.yaml</c>, from 1; 0 where it was not read from one.</summary>
    public int Line => _place?.Line ?? 0;

    /// <summary>As a student reads it: without Markdown, on one line.</summary>
    public BrokenRule Quoted => new(Id, LessonText.PlainLine(Sentence));

    internal LabRule At(Place place, IReadOnlyList<Place> checks) => new(this) { _place = place, _checkPlaces = checks };

    internal Place? PlaceOf(string check) => _checkPlaces.ElementAtOrDefault(Checks.ToList().IndexOf(check));

    public bool Equals(LabRule? other) => other is not null && (Id, Sentence) == (other.Id, other.Sentence) && Checks.SequenceEqual(other.Checks);

    public override int GetHashCode() => HashCode.Combine(Id, Sentence);
}

/// <summary>A rule that an answer breaks, for the student.</summary>
/// <param name="Sentence">The lesson's, without Markdown.</param>
public sealed record BrokenRule(string Id, string Sentence);
