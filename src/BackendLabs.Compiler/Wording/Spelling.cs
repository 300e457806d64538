namespace BackendLabs.Compiler.Wording;

/// <summary>Finds the name that somebody meant.</summary>
internal static class Spelling
{
    /// <summary>The nearest of the names, where it is near enough to be worth a question; upper and lower case are nearest of all.</summary>
    public static string? Nearest(string written, IEnumerable<string> names)
    {
        string? best = null;
        var least = Math.Max(1, written.Length / 3) + 1;
        foreach (var name in names)
        {
            if (name.Length == 0 || Math.Abs(name.Length - written.Length) >= least || name == written)
                continue;
            var distance = string.Equals(name, written, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(written, name);
            if (distance < least || (distance == least && best is not null && string.CompareOrdinal(name, best) < 0))
                (best, least) = (name, distance);
        }

        return best;
    }

    /// <summary>Letters to insert, drop or change, and neighbours to swap, without regard to case.</summary>
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= right.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var same = Equal(left[i - 1], right[j - 1]);
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && Equal(left[i - 1], right[j - 2]) && Equal(left[i - 2], right[j - 1]))
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[left.Length, right.Length];
    }

    private static bool Equal(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
