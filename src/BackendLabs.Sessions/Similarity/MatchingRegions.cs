namespace BackendLabs.Sessions.Similarity;

internal static class MatchingRegions
{
    /// <summary>From each shared fingerprint, the longest match around it; then those that touch on both sides are one.</summary>
    public static IReadOnlyList<SimilarRegion> Between(Fingerprints left, Fingerprints right)
    {
        var regions = new List<SimilarRegion>();
        var covered = 0;
        foreach (var position in left.Positions.Where(position => right.PlacesOf(left.Hashes[position]).Count > 0))
        {
            if (position < covered) continue;
            var (before, after, place) = right.PlacesOf(left.Hashes[position])
                .Select(place => (Before: Before(left, position, right, place, covered), After: After(left, position, right, place), Place: place))
                .MaxBy(match => match.Before + match.After);
            covered = position + after;
            Add(regions, new SimilarRegion(left.Lines(position - before, before + after), right.Lines(place - before, before + after)));
        }
        return regions;
    }

    private static void Add(List<SimilarRegion> regions, SimilarRegion region)
    {
        if (regions.Count > 0 && regions[^1] is var last && last.Left.Touches(region.Left) && last.Right.Touches(region.Right))
            regions[^1] = new SimilarRegion(last.Left.With(region.Left), last.Right.With(region.Right));
        else
            regions.Add(region);
    }

    private static int Before(Fingerprints left, int leftAt, Fingerprints right, int rightAt, int covered)
    {
        var count = 0;
        while (leftAt - count > covered && rightAt - count > 0 && Match(left, leftAt - count - 1, right, rightAt - count - 1)) count++;
        return count;
    }

    private static int After(Fingerprints left, int leftAt, Fingerprints right, int rightAt)
    {
        var count = 1;
        while (leftAt + count < left.Hashes.Length && rightAt + count < right.Hashes.Length && Match(left, leftAt + count, right, rightAt + count)) count++;
        return count;
    }

    private static bool Match(Fingerprints left, int leftAt, Fingerprints right, int rightAt) =>
        left.Hashes[leftAt] == right.Hashes[rightAt] && left.IsOwn(leftAt);
}
