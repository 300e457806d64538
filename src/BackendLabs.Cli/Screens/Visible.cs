using System.Globalization;
using System.Text;

namespace BackendLabs.Cli.Screens;

/// <summary>Makes a stranger's text safe to show: nothing in it moves the cursor, turns the direction of writing or hides.</summary>
internal static class Visible
{
    private const int TabWidth = 4;

    /// <summary>On one line: line ends become spaces. For what is usually laid out over several, as SQL is.</summary>
    public static string Line(string text) => Convert(text, " ");

    /// <summary>On one line, where a line end has no business: it is shown as what it is.</summary>
    public static string Name(string text) => Convert(text, "\u240A");

    /// <summary>Line ends stay (as LF), everything else is made visible.</summary>
    public static string Lines(string text) => Convert(text, "\n");

    /// <summary>Whether a character has no shape and turns, joins or hides others.</summary>
    public static bool IsFormat(char c) => c is not '\u200D' && char.GetUnicodeCategory(c) is UnicodeCategory.Format;

    /// <summary>At most <paramref name="length"/> characters of one line, with an ellipsis where it was cut.</summary>
    public static string Shortened(string text, int length)
    {
        var line = Line(text);
        if (line.Length <= length)
            return line;
        var end = Math.Max(1, length - 1);
        if (char.IsHighSurrogate(line[end - 1]))
            end--;
        return line[..end] + "…";
    }

    private static string Convert(string text, string lineEnd)
    {
        if (IsPlain(text))
            return text;
        var result = new StringBuilder(text.Length + 16);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
            Append(result, rune, lineEnd);
        return result.ToString();
    }

    private static bool IsPlain(string text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' or > '~')
                return false;
        }

        return true;
    }

    private static void Append(StringBuilder result, Rune rune, string lineEnd)
    {
        switch (rune.Value)
        {
            case '\n':
                result.Append(lineEnd);
                break;
            case '\t':
                result.Append(' ', TabWidth);
                break;
            case < 0x20:
                result.Append((char)('\u2400' + rune.Value)); // the control pictures: ESC is shown as ␛
                break;
            case 0x7F:
                result.Append('\u2421');
                break;
            default:
                if (Hides(rune))
                    result.Append("\\u").Append(rune.Value.ToString("x4", CultureInfo.InvariantCulture));
                else
                    result.Append(rune.ToString());
                break;
        }
    }

    // A zero-width joiner holds emoji together and moves nothing.
    private static bool Hides(Rune rune) => rune.Value is not 0x200D && Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.PrivateUse;
}
