namespace BackendLabs.Sessions.Similarity;

/// <summary>The fingerprints of one submission, without those of code that was given to everybody.</summary>
internal sealed class Fingerprints
{
    // Text of one token, again and again, has the same hash everywhere.
    private const int MostPlaces = 16;

    private readonly IReadOnlySet<ulong> _given;
    private readonly Dictionary<ulong, List<int>> _places = [];

    public Fingerprints(string text, IReadOnlySet<ulong> given)
    {
        _given = given;
        Tokens = CodeTokens.Of(text);
        Hashes = Winnowing.Hashes(Tokens);
        Positions = Winnowing.Select(Hashes, given);
        foreach (var position in Positions)
        {
            if (!_places.TryGetValue(Hashes[position], out var places)) _places.Add(Hashes[position], places = []);
            if (places.Count < MostPlaces) places.Add(position);
        }
    }

    public CodeToken[] Tokens { get; }

    /// <summary>Of the k-gram at each position.</summary>
    public ulong[] Hashes { get; }

    /// <summary>Of the fingerprints, in order.</summary>
    public IReadOnlyList<int> Positions { get; }

    /// <summary>Each once.</summary>
    public IReadOnlyCollection<ulong> Distinct => _places.Keys;

    public IReadOnlyList<int> PlacesOf(ulong hash) => _places.GetValueOrDefault(hash) ?? [];

    public bool IsOwn(int position) => !_given.Contains(Hashes[position]);

    /// <param name="grams">How many k-grams match from there on.</param>
    public LineRange Lines(int position, int grams) =>
        new(Tokens[position].FirstLine, Tokens[position + grams + Winnowing.GramLength - 2].LastLine);
}
