namespace BackendLabs.Contract;

/// <summary>What the compiler derived from a lab's reference.</summary>
/// <param name="Mutants">Those that compile, each text once, by line.</param>
/// <param name="Uncompiled">How many did not.</param>
public sealed record MutantSet(IReadOnlyList<Mutant> Mutants, int Uncompiled);

/// <summary>The reference with one small wrong in it, which some check must notice.</summary>
/// <param name="Id">Kind, line, number on that line and a hash of the change: <c>where-6.1-3fa9c2d1</c>. Kind and hash stay when other lines change.</param>
/// <param name="Line">From 1, in the reference.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Diff">Unified, from the reference; without the lines that name files.</param>
public sealed record Mutant(
    string Id, string Kind, int Line, string Description, string Diff, string Text, byte[] Assembly, byte[] Symbols)
{
    /// <summary>Hex digits at the end of an id.</summary>
    public const int HashLength = 8;

    /// <summary>Whether two ids mean the same mutant, wherever its line has moved to.</summary>
    public static bool IsSame(string id, string other) => Lasting(id) == Lasting(other);

    private static (string Kind, string Hash) Lasting(string id)
    {
        var first = id.IndexOf('-', StringComparison.Ordinal);
        return first < 0 ? (id, "") : (id[..first], id[(id.LastIndexOf('-') + 1)..]);
    }
}
