namespace BackendLabs.Judge.Services.Servers;

/// <summary>Statements in a few words for the timeline.</summary>
internal static class SqlWords
{
    private const int Longest = 140;

    /// <summary>The statement's first word in small letters; what a comment before it says is none.</summary>
    public static string VerbOf(string sql)
    {
        var text = sql.AsSpan().TrimStart(" \t\r\n\f;(");
        while (text.StartsWith("--") || text.StartsWith("/*"))
        {
            var (mark, length) = text[0] == '-' ? ("\n", 1) : ("*/", 2);
            var close = text[2..].IndexOf(mark);
            text = close < 0 ? "" : text[(2 + close + length)..].TrimStart(" \t\r\n\f;(");
        }

        var end = text.IndexOfAny(" \t\r\n\f;(/-\"'[`*");
        return (end < 0 ? text : text[..end]).ToString().ToLowerInvariant();
    }

    /// <summary>On one line, with single spaces, cut, of printable characters alone.</summary>
    public static string Shown(string sql)
    {
        var line = string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var cut = line.Length <= Longest ? line : line[..(Longest - 1)] + "…";
        return string.Concat(cut.Select(letter => char.IsControl(letter) ? '?' : letter));
    }

    /// <summary>Whether a statement changes rows or tables.</summary>
    public static bool IsWrite(string verb) => verb is "insert" or "update" or "delete" or "replace" or "merge" or "truncate" or "create" or "alter" or "drop" or "copy";
}
