using BackendLabs.Labs.Reading;

namespace BackendLabs.Labs;

/// <summary>Holds that hints go from weak to strong, so that nobody who asks for a nudge is shown the answer.</summary>
public static class HintOrder
{
    private const string Nudge = "Begin with a question, or with the name of a tool; code comes later, with a higher `after`.";

    public static IReadOnlyList<LabProblem> Check(Lab lab)
    {
        var log = new ProblemLog();
        var file = log.For($"{lab.Id}/lab.yaml");
        if (lab.Hints.Count > 0 && !lab.Hints.Any(HintStages.IsQuestion))
        {
            file.Add(
                lab.Hints[0].Place, "No hint is fit to be shown before the first check.",
                "Add a question without code and without `check`: `{ after: 0, text: \"What should happen the second time?\" }`.");
        }

        foreach (var check in lab.Hints.Where(hint => hint.After > 0).GroupBy(hint => hint.Check))
            CheckStages([.. check], file);
        foreach (var question in lab.Hints.Where(hint => hint.After == 0 && !HintStages.IsQuestion(hint)))
            file.Add(question.Place, "A hint with `after: 0` is shown before the first check: it must be a question, without code and without `check`.", Nudge);
        return log.Sorted();
    }

    private static void CheckStages(IReadOnlyList<LabHint> hints, FileLog file)
    {
        var first = hints.MinBy(hint => hint.After)!;
        if (!HintCode.IsIn(first.Text)) return;
        // Without a check it may be the whole answer, which comes after those that speak to one.
        if (first.Check is { } check)
            file.Add(first.Place, $"The hints for `{check}` begin with code.", Nudge);
        else if (first.After == 1)
            file.Add(first.Place, "The first failure brings a hint with code.", Nudge);
    }
}
