namespace BackendLabs.Cli;

/// <summary>Whether a name was probably meant by another one.</summary>
internal static class Nearness
{
    public static bool IsNear(string name, string typed) => Distance(name, typed) <= Math.Max(1, typed.Length / 3);

    /// <summary>Levenshtein's, without case.</summary>
    public static int Distance(string left, string right)
    {
        var (a, b) = (left.ToLowerInvariant(), right.ToLowerInvariant());
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
