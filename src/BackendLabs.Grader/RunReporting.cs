using BackendLabs.CompilerClient;
using BackendLabs.Contract;
using BackendLabs.Grader.Judging;
using BackendLabs.Labs;

namespace BackendLabs.Grader;

/// <summary>Gathers what a run's report is made of, stage by stage.</summary>
internal sealed class RunReporting(RunRequest request, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly List<StageTime> _stages = [];
    private long _stage = time.GetTimestamp();

    public IReadOnlyList<LayerState> Layers { get; set; } = [];

    /// <summary>The next stage begins now: what came before is nobody's.</summary>
    public void Restart() => _stage = time.GetTimestamp();

    public void EndStage(string name)
    {
        _stages.Add(new StageTime(name, time.GetElapsedTime(_stage)));
        _stage = time.GetTimestamp();
    }

    /// <param name="answer">The compiler's, who may have given up on the text.</param>
    /// <param name="checks">What there was to gain.</param>
    public RunReport DidNotCompile(CompilerAnswer answer, IReadOnlyList<CheckDeclaration> checks)
    {
        var diagnostics = answer.Diagnostics;
        return Report(new Verdict.CompileError(diagnostics), diagnostics, "", [], new ResourceUsage(answer.Cpu, 0, 0), checks.Sum(check => check.Points));
    }

    public RunReport Of(JudgedRun judged, CompilerToGrader compiled)
    {
        var reports = judged.Reports.ToDictionary(report => report.CheckId, StringComparer.Ordinal);
        IReadOnlyList<CheckResult> checks = [.. Verdicts.ToResults(request.Lab, judged).Select(check => check with { Advice = CheckAdvice.Of(reports[check.Id]) })];
        var verdict = Verdicts.Of(checks);
        return Report(
            verdict,
            compiled.Diagnostics,
            Output(judged, verdict),
            checks,
            judged.Usage,
            checks.Sum(check => check.Max));
    }

    // A verdict about the output says by itself that it is cut.
    private string Output(JudgedRun judged, Verdict verdict) =>
        verdict is not Verdict.OutputLimit && (judged.Usage.OutputBytes > request.Lab.Limits.OutputBytes || judged.Output.Length >= request.Lab.Limits.OutputBytes)
            ? $"{judged.Output.TrimEnd()}\n{RunReport.CutMark} your code printed more than {request.Lab.Limits.OutputBytes / 1024} KB. It was judged all the same.\n"
            : judged.Output;

    /// <param name="isOfMachine">Whether the same run may pass on another machine, or later.</param>
    public RunReport Broken(string reason, string remedy, bool isOfMachine) =>
        Report(new Verdict.InfrastructureError(reason, remedy) { IsOfMachine = isOfMachine }, [], "", [], ResourceUsage.None, max: 0);

    private RunReport Report(
        Verdict verdict, IReadOnlyList<SnippetDiagnostic> diagnostics, string output, IReadOnlyList<CheckResult> checks, ResourceUsage usage, int max) => new(
        request.Lab.Id, request.Lab.Version, verdict, max, request.Options.Seed, Layers, time.GetElapsedTime(_start), _stages, usage, diagnostics, output, checks)
        {
            IsFree = request.Lab.IsFree,
        };
}
