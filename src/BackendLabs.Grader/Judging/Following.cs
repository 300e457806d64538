using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Grader.Judging;

/// <summary>Tells a run's progress, and its first failing check as soon as it is known.</summary>
internal sealed class Following(Lab lab, IProgress<RunProgress> progress) : IRunFollower
{
    private JudgeToGrader.CheckBegan _underWay = new(0, "", 0, 0);
    private bool _hasFailed;

    public void Began(JudgeToGrader.CheckBegan check)
    {
        _underWay = check;
        progress.Report(At(check));
    }

    public void Ended(CheckDeclaration check, CheckReport report)
    {
        // What broke or ran out of time may be repeated, and come out otherwise.
        if (_hasFailed || report.Status is CheckStatus.Passed or CheckStatus.NotRun or CheckStatus.InfrastructureError or CheckStatus.TimeLimit)
            return;
        _hasFailed = true;
        progress.Report(At(_underWay) with { Failed = Verdicts.ToResult(lab, check, report) });
    }

    private static RunProgress At(JudgeToGrader.CheckBegan check) => new(RunStage.Checking, check.Number, check.Count, check.CheckId);
}
