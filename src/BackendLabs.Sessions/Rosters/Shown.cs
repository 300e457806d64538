namespace BackendLabs.Sessions.Rosters;

/// <summary>A cell in a message: short, on one line, without characters that a terminal obeys.</summary>
internal static class Shown
{
    private const int Longest = 40;

    public static string Of(string cell)
    {
        var visible = string.Concat(cell.Select(letter => char.IsControl(letter) ? '\ufffd' : letter));
        return visible.Length <= Longest ? visible : string.Concat(visible.AsSpan(0, char.IsHighSurrogate(visible[Longest - 1]) ? Longest - 1 : Longest), "…");
    }
}
