using System.Text;

namespace BackendLabs.SnippetHost.Services.Tracing;

/// <summary>
/// The values that a statement's parameters have, beside the statement and never in it: whoever reads must see that a
/// value was bound, not written into the text. Read from the library's own expansion of the statement
/// (https://sqlite.org/c3ref/expanded_sql.html), which has a literal at the place of each parameter.
/// </summary>
internal static class StatementParameters
{
    private const int LongestValue = 24;
    private const int Longest = 70;

    /// <param name="expanded">Null where there are no parameters, or too much text for them.</param>
    public static string Of(string sql, string? expanded)
    {
        var shown = new StringBuilder();
        if (expanded is null)
            return "";
        var named = new HashSet<string>(StringComparer.Ordinal);
        int at = 0, there = 0;
        while (at < sql.Length && there < expanded.Length)
        {
            var name = ParameterAt(sql, at);
            if (name == 0)
            {
                var skip = QuotedOrComment(sql, at);
                at += skip;
                there += skip;
                continue;
            }

            var value = Math.Min(LiteralAt(expanded, there), expanded.Length - there);
            if (named.Add(sql.Substring(at, name)) || sql[at] == '?' && name == 1)
                Append(shown, sql.AsSpan(at, name), expanded.Substring(there, value));
            if (shown.Length >= Longest)
                return shown.Append('…').ToString();
            at += name;
            there += value;
        }

        return shown.ToString();
    }

    private static void Append(StringBuilder shown, ReadOnlySpan<char> name, string value)
    {
        if (shown.Length > 0)
            shown.Append(", ");
        shown.Append(name).Append(" = ").Append(RedisOutcome.OnOneLine(value, LongestValue));
    }

    // ?, ?7, :name, @name, $name: https://sqlite.org/lang_expr.html#varparam
    private static int ParameterAt(string sql, int at)
    {
        if (sql[at] is not ('?' or ':' or '@' or '$') || (at > 0 && IsOfName(sql[at - 1])))
            return 0;
        var end = at + 1;
        while (end < sql.Length && IsOfName(sql[end]))
            end++;
        return sql[at] == '?' || end > at + 1 ? end - at : 0;
    }

    /// <summary>How many characters of a string, a quoted name or a comment begin here; 1 where it is neither.</summary>
    private static int QuotedOrComment(string sql, int at)
    {
        var (end, after) = sql[at] switch
        {
            '\'' or '"' or '`' => (sql.IndexOf(sql[at], at + 1), 1),
            '[' => (sql.IndexOf(']', at + 1), 1),
            '-' when At(sql, at + 1) == '-' => (sql.IndexOf('\n', at), 1),
            '/' when At(sql, at + 1) == '*' => (sql.IndexOf("*/", at + 2, StringComparison.Ordinal), 2),
            _ => (at, 1),
        };
        return end < 0 ? sql.Length - at : end - at + after;
    }

    // NULL, a number, 'text' with its quotes doubled, x'hex'.
    private static int LiteralAt(string text, int at)
    {
        var end = at + (At(text, at) is 'x' or 'X' ? 1 : 0);
        if (At(text, end) != '\'')
        {
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '.' or '-' or '+'))
                end++;
            return end - at;
        }

        for (end++; end < text.Length; end++)
        {
            if (text[end] != '\'')
                continue;
            if (At(text, end + 1) != '\'')
                return end + 1 - at;
            end++;
        }

        return text.Length - at;
    }

    private static bool IsOfName(char letter) => char.IsLetterOrDigit(letter) || letter is '_';

    private static char At(string text, int index) => index < text.Length ? text[index] : '\0';
}
