using BackendLabs.Labs;
using BackendLabs.Store;
using BackendLabs.Web.Identity;

namespace BackendLabs.Web.Catalogue;

internal static class CatalogueEndpoints
{
    public static void MapCatalogue(this IEndpointRouteBuilder app)
    {
        var labs = app.MapGroup("/api/labs").WithTags("Labs");
        labs.MapGet("", ListAsync).WithName("listLabs").WithSummary("All labs in teaching order, and where you stand.");
        labs.MapGet("/{track}/{name}", Show).WithName("showLab").WithSummary("A lab: its lesson, starter and entries.");
    }

    private static async Task<LabList> ListAsync(Visitor visitor, LabLibrary labs, LabStore store, CancellationToken cancellationToken)
    {
        var standings = await Standings.OfAsync(store, visitor.Id, cancellationToken);
        return new LabList(
            [.. labs.Catalog.Tracks.Select(track => new TrackItem(track.Id, track.Title, track.Summary, [.. track.Labs.Select(lab => Item(lab, standings))]))],
            labs.Catalog.Next(standings.Passed)?.Id);
    }

    private static LabItem Item(CatalogLab lab, Standings standings) => new(
        lab.Id, lab.Header.Title, lab.Header.Difficulty.ToString().ToLowerInvariant(), lab.Header.Minutes,
        [.. lab.Header.Services.Values.Select(service => service.Kind).Distinct()], lab.Header.Prerequisites,
        standings[lab.Id] is { } standing ? new StandingItem(standing.Attempts, standing.Score, standing.Max, standing.Passed) : null);

    private static LabDetail Show(Visitor visitor, RequestedLab requested)
    {
        var lab = requested.Lab;
        return new LabDetail(
            lab.Id, lab.Version, lab.Title, lab.Difficulty.ToString().ToLowerInvariant(), lab.Minutes,
            lab.Services.ToDictionary(service => service.Key, service => service.Value.Kind),
            [.. lab.Entries.Select(entry => entry.Signature)], lab.Texts.Lesson.Text, lab.Texts.Starter.Text,
            string.Join('\n', lab.Texts.Contract.Select(text => text.Text)), lab.Hints.Count);
    }

    /// <param name="Next">The lab that comes next; null where all are passed.</param>
    private sealed record LabList(IReadOnlyList<TrackItem> Tracks, string? Next);

    private sealed record TrackItem(string Id, string Title, string Summary, IReadOnlyList<LabItem> Labs);

    /// <param name="Standing">Null where it was not tried.</param>
    private sealed record LabItem(
        string Id, string Title, string Difficulty, int Minutes, IReadOnlyList<string> Services, IReadOnlyList<string> Prerequisites, StandingItem? Standing);

    /// <param name="Score">The best.</param>
    private sealed record StandingItem(int Attempts, int Score, int Max, bool Passed);

    /// <param name="Lesson">In Markdown.</param>
    /// <param name="Contract">Types that are given.</param>
    /// <param name="Hints">How many there are.</param>
    private sealed record LabDetail(
        string Id, int Version, string Title, string Difficulty, int Minutes, IReadOnlyDictionary<string, string> Services,
        IReadOnlyList<string> Entries, string Lesson, string Starter, string Contract, int Hints);
}
