namespace BackendLabs.Labs;

/// <summary>Hints come one after the other: of themselves after so many failures, or when asked for.</summary>
public static class HintStages
{
    /// <summary>The hint that is due after a report; null where none is.</summary>
    /// <param name="shown">Numbers, from 0, of those shown before.</param>
    /// <param name="failures">Attempts that did not pass, this one included.</param>
    public static int? Due(IReadOnlyList<LabHint> hints, IReadOnlySet<int> shown, IReadOnlyList<string> notPassed, int failures) =>
        First(hints, shown, hint => hint.After <= failures && Fits(hint, notPassed));

    /// <summary>The hint that belongs to an attempt, whenever it is looked at: the first failure brings the first that fits, the second the next.</summary>
    /// <param name="failures">Attempts that did not pass, this one included; at least 1.</param>
    /// <returns>Null where none fits yet.</returns>
    public static int? Of(IReadOnlyList<LabHint> hints, IReadOnlyList<string> notPassed, int failures)
    {
        var due = hints.Index().Where(hint => hint.Item.After <= failures && Fits(hint.Item, notPassed)).Select(hint => hint.Index).ToList();
        return due.Count == 0 ? null : due[Math.Min(Math.Max(failures, 1), due.Count) - 1];
    }

    /// <summary>The next hint for who asks; one that fits what does not pass yet comes first. Null where all were shown.</summary>
    /// <param name="notPassed">Null where nothing was tried.</param>
    public static int? Next(IReadOnlyList<LabHint> hints, IReadOnlySet<int> shown, IReadOnlyList<string>? notPassed) =>
        First(hints, shown, hint => Fits(hint, notPassed ?? [])) ?? First(hints, shown, _ => true);

    private static int? First(IReadOnlyList<LabHint> hints, IReadOnlySet<int> shown, Func<LabHint, bool> fits)
    {
        for (var number = 0; number < hints.Count; number++)
        {
            if (!shown.Contains(number) && fits(hints[number]))
                return number;
        }

        return null;
    }

    private static bool Fits(LabHint hint, IReadOnlyList<string> notPassed) => hint.Check is null || notPassed.Contains(hint.Check);
}
