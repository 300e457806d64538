namespace BackendLabs.Labs;

/// <summary>
/// Hints come one after the other, from weak to strong: a question before the first check, then what fits the checks that
/// fail, and the whole answer last. What an author gives a higher <c>after</c> is stronger.
/// </summary>
public static class HintStages
{
    /// <summary>The hint that is due after a report; null where none is.</summary>
    /// <param name="shown">Numbers, from 0, of those shown before.</param>
    /// <param name="failures">Attempts that did not pass, this one included.</param>
    public static int? Due(IReadOnlyList<LabHint> hints, IReadOnlySet<int> shown, IReadOnlyList<string> notPassed, int failures) =>
        Fitting(hints, notPassed).Where(number => hints[number].After is > 0 and var after && after <= failures && !shown.Contains(number)).FirstOrNull();

    /// <summary>The hint that belongs to an attempt, whenever it is looked at: the first failure brings the first that fits, the second the next.</summary>
    /// <param name="failures">Attempts that did not pass, this one included; at least 1.</param>
    /// <returns>Null where none fits yet.</returns>
    public static int? Of(IReadOnlyList<LabHint> hints, IReadOnlyList<string> notPassed, int failures)
    {
        var due = Fitting(hints, notPassed).Where(number => hints[number].After is > 0 and var after && after <= failures).ToList();
        return due.Count == 0 ? null : due[Math.Min(Math.Max(failures, 1), due.Count) - 1];
    }

    /// <summary>The next hint for who asks.</summary>
    /// <param name="notPassed">The checks that the last attempt did not pass; null where nothing was checked yet: then there are only questions.</param>
    /// <returns>Null where there is none, or none yet.</returns>
    public static int? Next(IReadOnlyList<LabHint> hints, IReadOnlySet<int> shown, IReadOnlyList<string>? notPassed) =>
        (notPassed is null ? Questions(hints) : Fitting(hints, notPassed)).Where(number => !shown.Contains(number)).FirstOrNull();

    /// <summary>Whether a hint may be shown before anything was checked: it asks, and shows no code.</summary>
    public static bool IsQuestion(LabHint hint) =>
        hint is { Check: null, After: <= 1 } && hint.Text.Contains('?', StringComparison.Ordinal) && !HintCode.IsIn(hint.Text);

    // One for after the first failure may speak of a report that is not there yet, so it stands in only where there is no other.
    private static IEnumerable<int> Questions(IReadOnlyList<LabHint> hints)
    {
        var questions = Numbers(hints).Where(number => IsQuestion(hints[number])).ToList();
        return questions.Where(number => hints[number].After == questions.Min(other => hints[other].After));
    }

    // Stable, so that the author's order counts among equals.
    private static IEnumerable<int> Fitting(IReadOnlyList<LabHint> hints, IReadOnlyList<string> notPassed) =>
        Numbers(hints).Where(number => hints[number].Check is not { } check || notPassed.Contains(check)).OrderBy(number => hints[number].After);

    private static IEnumerable<int> Numbers(IReadOnlyList<LabHint> hints) => Enumerable.Range(0, hints.Count);

    private static int? FirstOrNull(this IEnumerable<int> numbers)
    {
        foreach (var number in numbers)
            return number;
        return null;
    }
}
