using System.Text;

namespace BackendLabs.SnippetHost.Services.Sqlite;

/// <summary>
/// The values that a statement's parameters have, beside the statement and never in it: whoever reads must see that a
/// value was bound, not written into the text. Read from the library's own expansion of the statement
/// (https://sqlite.org/c3ref/expanded_sql.html), which has a literal at the place of each parameter. Both are read as the
/// library keeps them, in UTF-8: a value of megabytes is passed over and never made a string.
/// </summary>
internal static class StatementParameters
{
    private const int LongestValue = 24;
    private const int Longest = 70;

    /// <summary>So many bytes have more than <see cref="LongestValue"/> characters, whichever they are.</summary>
    private const int MostBytes = 4 * LongestValue + 4;

    /// <param name="expanded">Empty where there are no parameters, or too much text for them.</param>
    public static string Of(ReadOnlySpan<byte> sql, ReadOnlySpan<byte> expanded)
    {
        if (expanded.IsEmpty)
            return "";
        var shown = new StringBuilder();
        var named = new HashSet<string>(StringComparer.Ordinal);
        int at = 0, there = 0;
        while (at < sql.Length && there < expanded.Length)
        {
            var length = ParameterAt(sql, at);
            if (length == 0)
            {
                var skip = QuotedOrComment(sql, at);
                at += skip;
                there += skip;
                continue;
            }

            var name = Encoding.UTF8.GetString(sql.Slice(at, length));
            var value = Math.Min(LiteralAt(expanded, there), expanded.Length - there);
            if (named.Add(name) || name == "?")
                Append(shown, name, expanded.Slice(there, value));
            if (shown.Length >= Longest)
                return shown.Append('…').ToString();
            at += length;
            there += value;
        }

        return shown.ToString();
    }

    private static void Append(StringBuilder shown, string name, ReadOnlySpan<byte> value)
    {
        if (shown.Length > 0)
            shown.Append(", ");
        var beginning = Encoding.UTF8.GetString(value[..Math.Min(value.Length, MostBytes)]);
        shown.Append(name).Append(" = ").Append(ShownText.OnOneLine(beginning, LongestValue));
    }

    // ?, ?7, :name, @name, $name: https://sqlite.org/lang_expr.html#varparam
    private static int ParameterAt(ReadOnlySpan<byte> sql, int at)
    {
        if (sql[at] is not ((byte)'?' or (byte)':' or (byte)'@' or (byte)'$') || (at > 0 && IsOfName(sql[at - 1])))
            return 0;
        var end = at + 1;
        while (end < sql.Length && IsOfName(sql[end]))
            end++;
        return sql[at] == '?' || end > at + 1 ? end - at : 0;
    }

    /// <summary>How many bytes of a string, a quoted name or a comment begin here; 1 where it is neither.</summary>
    private static int QuotedOrComment(ReadOnlySpan<byte> sql, int at)
    {
        var rest = sql[(at + 1)..];
        var (end, after) = sql[at] switch
        {
            (byte)'\'' or (byte)'"' or (byte)'`' => (rest.IndexOf(sql[at]), 1),
            (byte)'[' => (rest.IndexOf((byte)']'), 1),
            (byte)'-' when At(sql, at + 1) == '-' => (rest.IndexOf((byte)'\n'), 1),
            (byte)'/' when At(sql, at + 1) == '*' => (rest[1..].IndexOf("*/"u8) is var found and >= 0 ? found + 1 : -1, 2),
            _ => (0, 0),
        };
        return end < 0 ? sql.Length - at : 1 + end + after;
    }

    // NULL, a number, 'text' with its quotes doubled, x'hex'.
    private static int LiteralAt(ReadOnlySpan<byte> text, int at)
    {
        var end = at + (At(text, at) is (byte)'x' or (byte)'X' ? 1 : 0);
        if (At(text, end) != '\'')
        {
            while (end < text.Length && (char.IsAsciiLetterOrDigit((char)text[end]) || text[end] is (byte)'.' or (byte)'-' or (byte)'+'))
                end++;
            return end - at;
        }

        end++;
        while (end < text.Length && text[end..].IndexOf((byte)'\'') is var quote and >= 0)
        {
            end += quote;
            if (At(text, end + 1) != '\'')
                return end + 1 - at;
            end += 2;
        }

        return text.Length - at;
    }

    // A letter beyond ASCII is of a name, as it is to the library.
    private static bool IsOfName(byte letter) => letter >= 0x80 || char.IsAsciiLetterOrDigit((char)letter) || letter == '_';

    private static byte At(ReadOnlySpan<byte> text, int index) => index < text.Length ? text[index] : (byte)0;
}
