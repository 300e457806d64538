namespace BackendLabs.Labs;

/// <summary>What comes after a lab was passed.</summary>
public abstract record AfterPass
{
    private AfterPass() { }

    /// <summary>Another lab of its track.</summary>
    /// <param name="Missing">Labs that it builds on, and that are not passed.</param>
    public sealed record Next(CatalogLab Lab, IReadOnlyList<CatalogLab> Missing) : AfterPass;

    /// <summary>All of its track are passed, and another track has labs that are not.</summary>
    /// <param name="Lab">The next track's first that is not passed.</param>
    public sealed record TrackEnds(LabTrack Track, LabTrack NextTrack, CatalogLab Lab, IReadOnlyList<CatalogLab> Missing) : AfterPass;

    /// <summary>Every lab is passed.</summary>
    /// <param name="Track">Of the last one; null where it is in none that is shown.</param>
    public sealed record AllPassed(LabTrack? Track) : AfterPass;
}
