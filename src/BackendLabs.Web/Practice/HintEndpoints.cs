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
        List(requested.Lab, await store.Hints.ShownAsync(visitor.Id, requested.Lab.Id, cancellationToken));

    private static async Task<HintList> NextAsync(Visitor visitor, RequestedLab requested, LabStore store, CancellationToken cancellationToken)
    {
        var lab = requested.Lab;
        var shown = await store.Hints.ShownAsync(visitor.Id, lab.Id, cancellationToken);
        var last = (await store.Attempts.OfAsync(visitor.Id, lab.Id, atMost: 10, cancellationToken)).Select(attempt => attempt.End).OfType<AttemptEnd.Judged>().FirstOrDefault();
        if (HintStages.Next(lab.Hints, shown, last is null ? null : NextSteps.NotPassed(last.Report)) is not { } number)
            return List(lab, shown);
        await store.People.EnsureAsync(visitor.Id, visitor.Name, cancellationToken);
        await store.Hints.ShowAsync(visitor.Id, lab.Id, number, cancellationToken);
        return List(lab, shown.Append(number).ToHashSet());
    }

    private static HintList List(Lab lab, IReadOnlySet<int> shown) => new(lab.Hints.Count, [.. shown.Where(number => number < lab.Hints.Count).Order().Select(number => lab.Hints[number].Text)]);

    /// <param name="Count">How many the lab has.</param>
    private sealed record HintList(int Count, IReadOnlyList<string> Shown);
}
