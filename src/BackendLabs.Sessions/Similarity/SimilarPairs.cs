namespace BackendLabs.Sessions.Similarity;

/// <summary>
/// Finds submissions whose code is close though names, values, comments, layout or the order of methods differ. It is
/// evidence and not proof: short right answers look alike, and only people decide what it means.
/// </summary>
public static class SimilarPairs
{
    /// <summary>Independent answers to the labs of this project stay below.</summary>
    public const double UsualThreshold = 0.6;

    // Below it a whole answer is a few lines, and right answers of a few lines are the same.
    private const int FewestShared = 5;

    /// <summary>The pairs at or above the threshold: the largest share first, then the most fingerprints, then by their ids.</summary>
    /// <param name="submissions">One of each student.</param>
    /// <param name="given">Code that everybody had or may have come to: the starter, the contract and the lab's solutions.</param>
    /// <param name="threshold">Of <see cref="SimilarPair.Share"/>: above 0, at most 1.</param>
    public static IReadOnlyList<SimilarPair> Among(
        IReadOnlyList<Submission> submissions, IReadOnlyList<string> given, double threshold = UsualThreshold, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threshold);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threshold, 1);
        var hidden = given.SelectMany(text => Winnowing.Hashes(CodeTokens.Of(text))).ToHashSet();
        var prints = new List<Fingerprints>();
        var pairs = new List<SimilarPair>();
        // Which of the submissions so far have a fingerprint: only those with one in common are looked at.
        var index = new Dictionary<ulong, List<int>>();
        foreach (var submission in submissions)
        {
            cancellation.ThrowIfCancellationRequested();
            var print = new Fingerprints(submission.Text, hidden);
            foreach (var (other, shared) in CountShared(print, index, prints.Count))
            {
                var share = (double)shared / Math.Min(print.Distinct.Count, prints[other].Distinct.Count);
                if (share >= threshold)
                    pairs.Add(new SimilarPair(submissions[other].Id, submission.Id, share, shared, MatchingRegions.Between(prints[other], print)));
            }
            foreach (var hash in print.Distinct)
            {
                if (!index.TryGetValue(hash, out var holders)) index.Add(hash, holders = []);
                holders.Add(prints.Count);
            }
            prints.Add(print);
        }
        return [.. pairs.OrderByDescending(pair => pair.Share).ThenByDescending(pair => pair.Shared)
            .ThenBy(pair => pair.Left, StringComparer.Ordinal).ThenBy(pair => pair.Right, StringComparer.Ordinal)];
    }

    private static IEnumerable<(int Other, int Shared)> CountShared(Fingerprints print, Dictionary<ulong, List<int>> index, int others)
    {
        var counts = new int[others];
        foreach (var hash in print.Distinct)
        {
            foreach (var holder in index.GetValueOrDefault(hash) ?? []) counts[holder]++;
        }
        return counts.Select((shared, other) => (other, shared)).Where(one => one.shared >= FewestShared);
    }
}
