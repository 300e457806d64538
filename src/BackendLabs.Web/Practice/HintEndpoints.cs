using BackendLabs.Labs;
using BackendLabs.Store;
using BackendLabs.Web.Catalogue;
using BackendLabs.Web.Identity;

namespace BackendLabs.Web.Practice;

internal static class HintEndpoints
{
    public static void MapHints(this IEndpointRouteBuilder app)
    {
        var hints = app.MapGroup("/api/labs/{track}/{name}/hints").WithTags("Hints");
        hints.MapGet("", ShownAsync).WithName("listHints").WithSummary("The hints that you were shown.");
        hints.MapPost("", NextAsync).WithName("nextHint").WithSummary("Shows the next hint; one that fits what does not pass yet comes first.");
    }

    private static async Task<HintList> ShownAsync(Visitor visitor, RequestedLab requested, LabStore store, CancellationToken cancellationToken) =>
        List(requested.Lab, await store.Hints.ShownAsync(visitor.Id, requested.Lab.Id, cancellationToken), await LastAsync(visitor, requested.Lab, store, cancellationToken));

    private static async Task<HintList> NextAsync(Visitor visitor, RequestedLab requested, LabStore store, CancellationToken cancellationToken)
    {
        var lab = requested.Lab;
        var shown = await store.Hints.ShownAsync(visitor.Id, lab.Id, cancellationToken);
        var last = await LastAsync(visitor, lab, store, cancellationToken);
        if (Next(lab, shown, last) is not { } number)
            return List(lab, shown, last);
        await store.People.EnsureAsync(visitor.Id, visitor.Name, cancellationToken);
        await store.Hints.ShowAsync(visitor.Id, lab.Id, number, cancellationToken);
        return List(lab, shown.Append(number).ToHashSet(), last);
    }

    // The latest that was checked, and not only compiled.
    private static async Task<AttemptEnd.Judged?> LastAsync(Visitor visitor, Lab lab, LabStore store, CancellationToken cancellationToken) =>
        (await store.Attempts.OfAsync(visitor.Id, lab.Id, atMost: 20, cancellationToken)).Select(attempt => attempt.End).OfType<AttemptEnd.Judged>()
            .FirstOrDefault(end => end.Verdict is not (NextSteps.CompileError or "infrastructure_error"));

    private static int? Next(Lab lab, IReadOnlySet<int> shown, AttemptEnd.Judged? last) =>
        last is { Verdict: "passed" } ? null : HintStages.Next(lab.Hints, shown, last is null ? null : NextSteps.NotPassed(last.Report));

    private static HintList List(Lab lab, IReadOnlySet<int> shown, AttemptEnd.Judged? last) => new(
        lab.Hints.Count, [.. shown.Where(number => number < lab.Hints.Count).Order().Select(number => lab.Hints[number].Text)],
        HasNext: Next(lab, shown, last) is not null, WasChecked: last is not null);

    /// <param name="Count">How many the lab has.</param>
    /// <param name="HasNext">Whether there is another one now: some belong to checks that pass.</param>
    /// <param name="WasChecked">Whether an answer was checked: before that there are only questions.</param>
    private sealed record HintList(int Count, IReadOnlyList<string> Shown, bool HasNext, bool WasChecked);
}
