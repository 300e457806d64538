using BackendLabs.Contract;

namespace BackendLabs.Grader.Validation;

/// <summary>A check's outcome in one line for the lab's author.</summary>
internal static class TrialWords
{
    public static string Of(CheckStatus status) => status switch
    {
        CheckStatus.Failed failed => failed.Message + (failed.Expected is null ? "" : $" Expected {failed.Expected}, got {failed.Actual}."),
        CheckStatus.RuntimeError error => $"it threw {error.Type}: {error.Message}" + (error.Line is null ? "" : $" (line {error.Line})"),
        CheckStatus.TimeLimit limit => $"it took longer than {limit.Limit.TotalSeconds:0.#} s{(limit.Entry is null ? "" : " in " + limit.Entry)}.",
        CheckStatus.MemoryLimit limit => $"it used more than {limit.LimitBytes / (1024 * 1024)} MB.",
        CheckStatus.OutputLimit limit => $"it printed without end: more than {limit.LimitBytes / 1024 * HostToJudge.Printed.FloodFactor} KB.",
        CheckStatus.Denied denied => $"{denied.Operation} was refused: {denied.Reason}",
        CheckStatus.NotRun notRun => $"not run, because {notRun.Because} failed.",
        CheckStatus.InfrastructureError error => error.Reason + (error.Line is null ? "" : $" (checks.csx, line {error.Line})"),
        _ => "it passed.",
    };
}
