namespace BackendLabs.Labs.Reading;

/// <summary>Which of the names that exist was probably meant.</summary>
internal static class NearestName
{
    /// <summary>The nearest name within a third of the length in edits (at least two); null where none is near.</summary>
    public static string? Of(string text, IEnumerable<string> names) =>
        names.Select(name => (name, distance: Distance(text.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(pair => pair.distance <= Tolerance(text))
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.name, StringComparer.Ordinal)
            .Select(pair => pair.name)
            .FirstOrDefault();

    public static int Tolerance(string text) => Math.Max(2, text.Length / 3);

    /// <summary>Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).</summary>
    public static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= right.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var replace = rows[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(replace, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[left.Length, right.Length];
    }
}
