using BackendLabs.Labs.Reading;

namespace BackendLabs.Labs;

/// <summary>Compares the check ids that a lab's files name with those that its checks define.</summary>
public static class LabChecks
{
    /// <summary>Names every <c>fails:</c> and every hint that speaks of a check that is not there.</summary>
    /// <param name="ids">The ids that <c>checks.csx</c> defines; known once it was compiled.</param>
    public static IReadOnlyList<LabProblem> Compare(Lab lab, IReadOnlyCollection<string> ids)
    {
        var log = new ProblemLog();
        foreach (var wrong in lab.WrongSolutions)
        {
            foreach (var id in wrong.Fails.Where(id => !ids.Contains(id)))
            {
                var column = wrong.Text.Text.IndexOf(id, "// fails:".Length, StringComparison.Ordinal) + 1;
                Report(log.For($"{lab.Id}/{wrong.Text.Path}"), new Place(1, column), id, ids);
            }
        }
        foreach (var hint in lab.Hints.Where(hint => hint.Check is { } id && !ids.Contains(id)))
            Report(log.For($"{lab.Id}/lab.yaml"), hint.CheckPlace, hint.Check!, ids);
        return log.Sorted();
    }

    private static void Report(FileLog log, Place? place, string id, IReadOnlyCollection<string> ids)
    {
        var near = NearestName.Of(id, ids);
        log.Add(place, $"There is no check `{id}`.", near is null ? $"The checks are: {string.Join(", ", ids)}." : $"Did you mean `{near}`?");
    }
}
