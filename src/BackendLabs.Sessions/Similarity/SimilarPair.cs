namespace BackendLabs.Sessions.Similarity;

/// <param name="Id">Whose it is, or of which attempt.</param>
/// <param name="Text">Any text; what is no C# is compared as the tokens that it falls into.</param>
public sealed record Submission(string Id, string Text);

/// <summary>Two submissions whose code is close. It is evidence to look at, and no proof that somebody copied.</summary>
/// <param name="Left">The id of the one that came first in the list.</param>
/// <param name="Share">Of the fingerprints of the one with fewer, how many are in both: from 0 to 1.</param>
/// <param name="Shared">The number of fingerprints in both.</param>
/// <param name="Regions">What matches, in the order of the left one.</param>
public sealed record SimilarPair(string Left, string Right, double Share, int Shared, IReadOnlyList<SimilarRegion> Regions);

/// <summary>Lines that match, for a view side by side.</summary>
public sealed record SimilarRegion(LineRange Left, LineRange Right);

/// <param name="First">From 1.</param>
/// <param name="Last">Is in the range.</param>
public sealed record LineRange(int First, int Last)
{
    /// <summary>Whether they overlap, or one begins on the line after the other.</summary>
    internal bool Touches(LineRange other) => First <= other.Last + 1 && other.First <= Last + 1;

    internal LineRange With(LineRange other) => new(Math.Min(First, other.First), Math.Max(Last, other.Last));
}
