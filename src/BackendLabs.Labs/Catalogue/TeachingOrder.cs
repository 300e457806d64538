namespace BackendLabs.Labs.Catalogue;

/// <summary>Which lab comes next: in the order of the catalogue, track by track.</summary>
internal static class TeachingOrder
{
    /// <summary>After a lab that was passed: its track goes on, with what comes behind it first; then the tracks behind.</summary>
    /// <param name="passed">Ids, that lab's included.</param>
    public static AfterPass After(string lab, IReadOnlySet<string> passed, LabCatalog catalog)
    {
        var at = catalog.Tracks.ToList().FindIndex(track => track.Labs.Any(one => one.Id == lab));
        var track = at < 0 ? null : catalog.Tracks[at];
        if (track is not null && FirstOpen(From(track.Labs, track.Labs.ToList().FindIndex(one => one.Id == lab)), passed) is { } next)
            return new AfterPass.Next(next, Missing(next, passed, catalog));
        foreach (var other in From(catalog.Tracks, at))
        {
            if (FirstOpen(other.Labs, passed) is not { } open) continue;
            var missing = Missing(open, passed, catalog);
            return track is null ? new AfterPass.Next(open, missing) : new AfterPass.TrackEnds(track, other, open, missing);
        }
        return new AfterPass.AllPassed(track);
    }

    /// <summary>What a lab builds on and is not passed. What cannot be passed, or is shown to nobody, must not strand a student.</summary>
    public static IReadOnlyList<CatalogLab> Missing(CatalogLab lab, IReadOnlySet<string> passed, LabCatalog catalog) =>
        [.. catalog.ToPass.Where(needed => lab.Header.Prerequisites.Contains(needed.Id) && !passed.Contains(needed.Id))];

    private static CatalogLab? FirstOpen(IEnumerable<CatalogLab> labs, IReadOnlySet<string> passed) =>
        labs.FirstOrDefault(lab => !lab.Header.IsFree && !passed.Contains(lab.Id));

    // What comes behind a place, then what is before it.
    private static IEnumerable<T> From<T>(IReadOnlyList<T> all, int place) => all.Skip(place + 1).Concat(all.Take(place + 1));
}
