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
            return new NextStep(Hint: null, AfterPassing(lab), Following(attempt, await Standings.OfAsync(store, attempt.Person, cancellationToken)));
        return new NextStep(await HintAsync(lab, attempt, judged, cancellationToken), After: null, Lab: null);
    }

    private static string? AfterPassing(Lab lab) => lab.Texts.After is { } after ? Lesson.Render(after.Text, skipsTitle: false).Value : null;

    private NextLab? Following(Attempt attempt, Standings standings) =>
        labs.Catalog.After(attempt.Lab, standings.Passed.Append(attempt.Lab).ToHashSet(StringComparer.Ordinal)) switch
        {
            AfterPass.Next { Lab: var next } => new NextLab(next.Id, next.Header.Title),
            AfterPass.TrackEnds { Lab: var next } => new NextLab(next.Id, next.Header.Title),
            _ => null,
        };

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
internal sealed record NextStep(string? Hint, string? After, NextLab? Lab);

internal sealed record NextLab(string Id, string Title);
