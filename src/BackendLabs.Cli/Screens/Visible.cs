using System.Globalization;
using System.Text;

namespace BackendLabs.Cli.Screens;

/// <summary>Makes a stranger's text safe to show: nothing in it moves the cursor, turns the direction of writing or hides.</summary>
internal static class Visible
{
    private const int TabWidth = 4;

    /// <summary>On one line: line ends become spaces.</summary>
    public static string Line(string text) => Convert(text, keepLines: false);

    /// <summary>Line ends stay (as LF), everything else is made visible.</summary>
    public static string Lines(string text) => Convert(text, keepLines: true);

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

    private static string Convert(string text, bool keepLines)
    {
        if (IsPlain(text))
            return text;
        var result = new StringBuilder(text.Length + 16);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
            Append(result, rune, keepLines);
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

    private static void Append(StringBuilder result, Rune rune, bool keepLines)
    {
        switch (rune.Value)
        {
            case '\n':
                result.Append(keepLines ? '\n' : ' ');
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
