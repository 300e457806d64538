using System.Text.Json;
using BackendLabs.Labs;
using BackendLabs.Store;
using BackendLabs.Web.Catalogue;

namespace BackendLabs.Web.Practice;

/// <summary>What a person reads after a verdict: the hint that is due, or what comes after passing.</summary>
internal sealed class NextSteps(LabLibrary labs, LabStore store)
{
    public async Task<NextStep?> AfterAsync(Attempt attempt, AttemptEnd.Judged judged, CancellationToken cancellationToken)
    {
        if (labs.Catalog[attempt.Lab] is not { } entry || labs.Read(entry) is not LabReading.Good { Lab: var lab })
            return null;
        if (judged.Verdict == new Verdict.Passed().Name)
            return AfterPassing(lab, Following(attempt, await Standings.OfAsync(store, attempt.Person, cancellationToken)));
        return new NextStep(await HintAsync(lab, attempt, judged, cancellationToken), After: null, Lab: null);
    }

    private NextStep AfterPassing(Lab lab, AfterPass following)
    {
        var after = lab.Texts.After is { } text ? Lesson.Render(text.Text, skipsTitle: false).Value : null;
        return following switch
        {
            AfterPass.Next { Lab: var next } => new NextStep(Hint: null, after, Named(next)),
            AfterPass.TrackEnds end => new NextStep(Hint: null, after, Named(end.Lab)) { Finish = Finish(end.Track, $"{end.NextTrack.Title}: {end.NextTrack.Summary}") },
            AfterPass.AllPassed { Track: { } track } => new NextStep(Hint: null, after, Lab: null) { Finish = Finish(track, next: null) },
            _ => new NextStep(Hint: null, after, Lab: null),
        };
    }

    private static NextLab Named(CatalogLab lab) => new(lab.Id, lab.Header.Title);

    private TrackFinish Finish(LabTrack track, string? next)
    {
        var taught = track.Labs.Where(lab => !lab.Header.IsFree).SelectMany(labs.Catalog.ConceptsOf);
        return new TrackFinish(track.Title, track.Finish, [.. taught.Select(concept => concept.Title).Distinct(StringComparer.Ordinal)], next, labs.Catalog.ToPass.Count);
    }

    private AfterPass Following(Attempt attempt, Standings standings) =>
        labs.Catalog.After(attempt.Lab, standings.Passed.Append(attempt.Lab).ToHashSet(StringComparer.Ordinal));

    // Of the attempt, and not of what was shown before: a page that is loaded again reads the same.
    private async Task<string?> HintAsync(Lab lab, Attempt attempt, AttemptEnd.Judged judged, CancellationToken cancellationToken)
    {
        if (lab.Hints.Count == 0 || judged.Verdict is "infrastructure_error" or CompileError)
            return null;
        var failures = (int)await store.Attempts.FailuresUpToAsync(attempt.Id, cancellationToken);
        if (HintStages.Of(lab.Hints, NotPassed(judged.Report), failures) is not { } number)
            return null;
        await store.Hints.ShowAsync(attempt.Person, lab.Id, number, cancellationToken);
        return lab.Hints[number].Text;
    }

    /// <summary>No check ran: what is wrong is in the text, and said there.</summary>
    internal const string CompileError = "compile_error";

    internal static IReadOnlyList<string> NotPassed(string report)
    {
        using var json = JsonDocument.Parse(report);
        return
        [
            .. json.RootElement.GetProperty("checks").EnumerateArray()
                .Where(check => check.GetProperty("status").GetString() is not ("passed" or "not_run"))
                .Select(check => check.GetProperty("id").GetString()!),
        ];
    }
}

/// <param name="Hint">The hint that is due now; null where none is.</param>
/// <param name="After">What <c>after.md</c> says, as HTML made here; null before passing.</param>
/// <param name="Lab">That comes next; null before passing, and where all are passed.</param>
internal sealed record NextStep(string? Hint, string? After, NextLab? Lab)
{
    /// <summary>Where the track's last lab was passed; null everywhere else.</summary>
    public TrackFinish? Finish { get; init; }
}

/// <summary>The end of a track: what was learnt, and where it goes on.</summary>
/// <param name="Track">Its title.</param>
/// <param name="Can">What whoever has passed its labs can do; null where the catalogue does not say.</param>
/// <param name="Learnt">In the field's terms, each once.</param>
/// <param name="Next">The next track, with what it is about; null where every lab is passed.</param>
/// <param name="Labs">How many there are to pass, in all tracks.</param>
internal sealed record TrackFinish(string Track, string? Can, IReadOnlyList<string> Learnt, string? Next, int Labs);

internal sealed record NextLab(string Id, string Title);
