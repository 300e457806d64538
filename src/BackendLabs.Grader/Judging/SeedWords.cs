using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Grader.Judging;

/// <summary>A statement of a seed that a service refused, at its place.</summary>
internal static class SeedWords
{
    public static LabProblem Of(Lab lab, SeedProblem seed)
    {
        // What a judge says of texts that the lab does not have cannot be: it is its check script that wrote to the grader.
        var path = lab.Texts.SeedOf(seed.Kind).ElementAtOrDefault(seed.Text)?.Path ?? lab.Texts.Checks.Path;
        return new LabProblem(
            path.StartsWith("_shared/", StringComparison.Ordinal) ? path : $"{lab.Id}/{path}", seed.Line, seed.Line is null ? null : 1, seed.Message,
            "Mend this statement: the service's own client runs the same text on an empty database.");
    }
}
