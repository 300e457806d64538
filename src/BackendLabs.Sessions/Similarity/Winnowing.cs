namespace BackendLabs.Sessions.Similarity;

/// <summary>
/// Winnowing (Schleimer, Wilkerson, Aiken: "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003): of each
/// window of neighbouring k-gram hashes the smallest is kept, so two texts that share <see cref="Guarantee"/> tokens share
/// a fingerprint, and what is shorter than <see cref="GramLength"/> tokens is never one.
/// </summary>
internal static class Winnowing
{
    /// <summary>
    /// k, the noise threshold: about one and a half lines. Names and values are not looked at, so anything shorter is
    /// an idiom that everybody writes.
    /// </summary>
    public const int GramLength = 14;

    /// <summary>w: keeps two of ten hashes (2/(w+1)), and finds each copied passage of two to three lines.</summary>
    public const int Window = 9;

    /// <summary>t = w + k - 1 tokens.</summary>
    public const int Guarantee = Window + GramLength - 1;

    /// <summary>The hash of the k tokens from each position; empty for fewer than k.</summary>
    public static ulong[] Hashes(ReadOnlySpan<CodeToken> tokens)
    {
        var hashes = new ulong[Math.Max(0, tokens.Length - GramLength + 1)];
        for (var at = 0; at < hashes.Length; at++) hashes[at] = Hash(tokens.Slice(at, GramLength));
        return hashes;
    }

    /// <summary>
    /// The positions whose hashes are kept, in order. What was given to everybody is left out before the smallest is taken:
    /// a passage beside it would otherwise lose its fingerprint to it.
    /// </summary>
    public static List<int> Select(ReadOnlySpan<ulong> hashes, IReadOnlySet<ulong> given)
    {
        var kept = new List<int>();
        // Positions of the window whose hashes rise, so the first is the smallest; of equals the last one stays.
        var rising = new LinkedList<int>();
        for (var at = 0; at < hashes.Length; at++)
        {
            if (!given.Contains(hashes[at]))
            {
                while (rising.Last is { } last && hashes[last.Value] >= hashes[at]) rising.RemoveLast();
                rising.AddLast(at);
            }
            while (rising.First is { } first && first.Value <= at - Window) rising.RemoveFirst();
            // A text shorter than a window is one window.
            var isWindow = at >= Window - 1 || at == hashes.Length - 1;
            if (isWindow && rising.First is { Value: var smallest } && (kept.Count == 0 || kept[^1] != smallest)) kept.Add(smallest);
        }
        return kept;
    }

    // FNV-1a by tokens in place of bytes, its high bits mixed into the low ones.
    private static ulong Hash(ReadOnlySpan<CodeToken> gram)
    {
        var hash = 14695981039346656037UL;
        foreach (var token in gram) hash = (hash ^ (ulong)token.Kind) * 1099511628211UL;
        hash ^= hash >> 32;
        return hash * 0x9E3779B97F4A7C15UL;
    }
}
