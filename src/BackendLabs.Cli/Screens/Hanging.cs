using System.Text;

namespace BackendLabs.Cli.Screens;

/// <summary>Wraps lines for a terminal between their words; what goes on stands beneath the text, not beneath its mark.</summary>
internal static class Hanging
{
    private static readonly string[] Marks = ["→ ", "lab: "];

    /// <param name="text">One or more lines.</param>
    /// <param name="width">In cells; a word that is longer stays whole.</param>
    public static string Wrap(string text, int width) =>
        text.Length <= width ? text : string.Join('\n', text.Split('\n').Select(line => WrapLine(line, width)));

    private static string WrapLine(string line, int width)
    {
        if (line.Length <= width)
            return line;
        var start = line.Length - line.TrimStart(' ').Length;
        start += Marks.FirstOrDefault(mark => line.AsSpan(start).StartsWith(mark))?.Length ?? 0;
        var result = new StringBuilder(line[..start]);
        var used = start;
        foreach (var word in line[start..].Split(' '))
        {
            if (used > start && used + 1 + word.Length > width)
            {
                result.Append('\n').Append(' ', start);
                used = start;
            }
            else if (used > start)
            {
                result.Append(' ');
                used++;
            }

            result.Append(word);
            used += word.Length;
        }

        return result.ToString();
    }
}
