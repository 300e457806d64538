using BackendLabs.Cli.Screens;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Checking;

/// <summary>A few lines of the student's text with their numbers, one of them marked.</summary>
internal static class SourceExcerpt
{
    private const int Before = 2;
    private const int After = 1;

    /// <summary>The line with an arrow before it; null where the text has no such line.</summary>
    public static IRenderable? Around(string source, int line, int width) => Excerpt(source, line, null, width);

    /// <summary>The line with carets beneath the place; null where the text has no such line.</summary>
    /// <param name="column">From 1, in UTF-16 units.</param>
    /// <param name="length">In UTF-16 units; at least one caret is drawn.</param>
    public static IRenderable? At(string source, int line, int column, int length, int width) =>
        Excerpt(source, line, (column, length), width);

    private static Paragraph? Excerpt(string source, int line, (int Column, int Length)? place, int width)
    {
        var lines = source.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        if (line < 1 || line > lines.Length)
            return null;
        var first = Math.Max(1, line - Before);
        var last = Math.Min(lines.Length, line + (place is null ? After : 0));
        var digits = last.ToString().Length;
        var gutter = digits + 5; // the mark, two spaces, the bar and a space
        var window = Window.For(lines[line - 1], place, width - gutter);
        var paragraph = new Paragraph { Overflow = Overflow.Crop };
        for (var number = first; number <= last; number++)
        {
            var marked = number == line;
            paragraph.Append($"{(marked ? '→' : ' ')} {number.ToString().PadLeft(digits)} │ ", marked ? Ink.Bad : Ink.Quiet);
            paragraph.Append(window.Show(lines[number - 1]).TrimEnd() + (number == last && place is null ? "" : "\n"), marked ? Ink.Plain : Ink.Quiet);
            if (marked && place is not null)
                paragraph.Append(new string(' ', digits + 2) + " │ " + window.Carets(lines[number - 1], place.Value), Ink.BadStrong);
        }

        return paragraph;
    }

    /// <summary>The part of the lines that fits, chosen so that the marked place is in it.</summary>
    private sealed record Window(int Skip, int Width)
    {
        public static Window For(string line, (int Column, int Length)? place, int width)
        {
            var room = Math.Max(20, width);
            var end = place is null ? 0 : Ink.Cells(Before(line, place.Value.Column)) + 12;
            return new Window(Math.Max(0, end - room), room);
        }

        public string Show(string line)
        {
            var visible = Visible.Line(line);
            if (Skip > 0)
                visible = "…" + DropCells(visible, Skip + 1);
            return TakeCells(visible, Width);
        }

        public string Carets(string line, (int Column, int Length) place)
        {
            var before = Ink.Cells(Before(line, place.Column));
            var start = Math.Min(place.Column - 1, line.Length);
            var marked = Visible.Line(line.Substring(start, Math.Clamp(place.Length, 0, line.Length - start)));
            var at = Math.Clamp(before - Skip, 0, Width - 1);
            return new string(' ', at) + new string('^', Math.Clamp(Ink.Cells(marked), 1, Math.Max(1, Width - at)));
        }

        private static string Before(string line, int column) => Visible.Line(line[..Math.Clamp(column - 1, 0, line.Length)]);

        private static string DropCells(string text, int cells)
        {
            var at = 0;
            foreach (var rune in text.EnumerateRunes())
            {
                if (cells <= 0)
                    break;
                cells -= Ink.Cells(rune.ToString());
                at += rune.Utf16SequenceLength;
            }

            return text[at..];
        }

        private static string TakeCells(string text, int cells)
        {
            if (text.Length * 2 <= cells || Ink.Cells(text) <= cells)
                return text;
            var at = 0;
            cells--; // room for the ellipsis
            foreach (var rune in text.EnumerateRunes())
            {
                cells -= Ink.Cells(rune.ToString());
                if (cells < 0)
                    break;
                at += rune.Utf16SequenceLength;
            }

            return text[..at] + "…";
        }
    }
}
