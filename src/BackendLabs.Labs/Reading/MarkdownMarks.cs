namespace BackendLabs.Labs.Reading;

/// <summary>Takes off the marks within a block: emphasis, code spans, links, pictures, escapes.</summary>
internal static class MarkdownMarks
{
    /// <returns>The indexes of the characters that are read, in order.</returns>
    public static List<int> Without(string text)
    {
        var kept = new List<int>(text.Length);
        for (var at = 0; at < text.Length;)
        {
            switch (text[at])
            {
                case '\\' when at + 1 < text.Length && (char.IsPunctuation(text[at + 1]) || char.IsSymbol(text[at + 1])):
                    kept.Add(at + 1);
                    at += 2;
                    break;
                case '`':
                    at = TakeCode(text, at, kept);
                    break;
                case '!' when at + 1 < text.Length && text[at + 1] is '[':
                    at++;
                    break;
                case '[' when TargetOf(text, at) is not null:
                    at++;
                    break;
                case ']' when OpeningOf(text, at) is { } opening && TargetOf(text, opening) is { } end:
                    at = end;
                    break;
                case '<' when text.AsSpan(at).StartsWith("<http", StringComparison.Ordinal) && text.IndexOf('>', at) is > 0 and var close:
                    kept.AddRange(Enumerable.Range(at + 1, close - at - 1));
                    at = close + 1;
                    break;
                case '*' or '_' when IsEmphasis(text, at):
                    at++;
                    break;
                default:
                    kept.Add(at++);
                    break;
            }
        }
        return kept;
    }

    // What stands in a code span is as it is, stars and underscores too.
    private static int TakeCode(string text, int at, List<int> kept)
    {
        var ticks = Run(text, at);
        for (var end = at + ticks; end < text.Length; end += text[end] is '`' ? Run(text, end) : 1)
        {
            if (text[end] is not '`' || Run(text, end) != ticks) continue;
            kept.AddRange(Enumerable.Range(at + ticks, end - at - ticks));
            return end + ticks;
        }
        return at + ticks;
    }

    // "2 * 3" and snake_case are no emphasis: a mark leans on a word, an underscore on its edge.
    private static bool IsEmphasis(string text, int at)
    {
        var start = at;
        while (start > 0 && text[start - 1] == text[at]) start--;
        var end = start + Run(text, start);
        var before = start > 0 ? text[start - 1] : ' ';
        var after = end < text.Length ? text[end] : ' ';
        if (char.IsWhiteSpace(before) && char.IsWhiteSpace(after)) return false;
        return text[at] is '*' || !(char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after));
    }

    private static int Run(string text, int at)
    {
        var end = at;
        while (end < text.Length && text[end] == text[at]) end++;
        return end - at;
    }

    /// <summary>Just behind the target of the link whose text opens here; null where none does.</summary>
    private static int? TargetOf(string text, int opening)
    {
        var depth = 0;
        for (var at = opening; at < text.Length; at++)
        {
            depth += text[at] switch { '[' => 1, ']' => -1, _ => 0 };
            if (depth > 0) continue;
            if (at + 1 >= text.Length || text[at + 1] is not '(') return null;
            var end = text.IndexOf(')', at + 1);
            return end < 0 ? null : end + 1;
        }
        return null;
    }

    private static int? OpeningOf(string text, int closing)
    {
        var depth = 0;
        for (var at = closing; at >= 0; at--)
        {
            depth += text[at] switch { ']' => 1, '[' => -1, _ => 0 };
            if (depth == 0) return at;
        }
        return null;
    }
}
