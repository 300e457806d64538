using System.Globalization;
using System.Text;

namespace BackendLabs.Compiler.Mutants;

/// <summary>What differs between two texts, line by line.</summary>
internal static class UnifiedDiff
{
    private const int Context = 2;

    /// <summary>Lines in order, each with <c>' '</c>, <c>'-'</c> or <c>'+'</c>.</summary>
    public static IReadOnlyList<(char Mark, string Line)> Lines(string before, string after)
    {
        var (a, b) = (before.Split('\n'), after.Split('\n'));
        var common = Common(a, b);
        var lines = new List<(char, string)>();
        var (i, j) = (0, 0);
        while (i < a.Length || j < b.Length)
        {
            if (i < a.Length && j < b.Length && a[i] == b[j])
            {
                lines.Add((' ', a[i++]));
                j++;
            }
            else if (j >= b.Length || (i < a.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                lines.Add(('-', a[i++]));
            }
            else
            {
                lines.Add(('+', b[j++]));
            }
        }

        return lines;
    }

    /// <summary>The form of <c>diff -u</c>, without the two lines that name files.</summary>
    public static string Write(IReadOnlyList<(char Mark, string Line)> lines)
    {
        var text = new StringBuilder();
        for (var at = 0; at < lines.Count;)
        {
            if (lines[at].Mark == ' ')
            {
                at++;
                continue;
            }

            var from = Math.Max(0, at - Context);
            var last = at;
            for (var next = at; next < lines.Count && next - last <= 2 * Context; next++)
                last = lines[next].Mark == ' ' ? last : next;
            var to = Math.Min(lines.Count, last + 1 + Context);
            text.Append(CultureInfo.InvariantCulture, $"@@ -{Count(lines, 0, from, '+') + 1},{Count(lines, from, to, '+')} +{Count(lines, 0, from, '-') + 1},{Count(lines, from, to, '-')} @@\n");
            for (var line = from; line < to; line++)
                text.Append(lines[line].Mark).Append(lines[line].Line.TrimEnd('\r')).Append('\n');
            at = to;
        }

        return text.ToString();
    }

    private static int Count(IReadOnlyList<(char Mark, string Line)> lines, int from, int to, char without)
    {
        var count = 0;
        for (var at = from; at < to; at++)
            count += lines[at].Mark == without ? 0 : 1;
        return count;
    }

    // How many lines two rests share at most.
    private static int[,] Common(string[] a, string[] b)
    {
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        return common;
    }
}
