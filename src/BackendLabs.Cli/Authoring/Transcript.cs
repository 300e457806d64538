using System.Text;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Screens;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Authoring;

/// <summary>
/// What a student reads for the starter, each wrong solution and each solution, kept as <c>transcript.md</c> beside the
/// lab, so that a change in what is said is read in review. What differs from run to run is left out.
/// </summary>
internal sealed class Transcript(Lab lab)
{
    public const string FileName = "transcript.md";
    public const long Seed = 1;
    private const int Width = Screen.UsualWidth;

    private readonly StringBuilder _text = new($"# What a student reads: {lab.Title}\n\nMade by `lab transcript {lab.Id} --write`, with seed {Seed}.\n");

    /// <summary>The answers in the order of the transcript.</summary>
    public static IEnumerable<(LabText Answer, string Words)> AnswersOf(Lab lab) =>
    [
        (lab.Texts.Starter, "What one begins with."),
        .. lab.WrongSolutions.Select(wrong => (wrong.Text, wrong.Mistake)),
        .. lab.Solutions.Select(solution => (solution, "An answer that passes.")),
    ];

    public void Add(LabText answer, string words, RunReport report)
    {
        var setting = new ReportSetting(lab.Title, answer.Text, "answer.csx") { Measured = false };
        if (report.Verdict is not Verdict.Passed)
            setting = setting with { Hint = FirstHint(report) };
        var rendered = PlainText(PrettyReport.Of(report, setting, Width));
        _text.Append($"\n## {answer.Path}\n\n{words}\n\n```text\n{rendered.TrimEnd()}\n```\n");
    }

    public override string ToString() => _text.ToString();

    private static string PlainText(Spectre.Console.Rendering.IRenderable what)
    {
        using var text = new StringWriter { NewLine = "\n" };
        new Screen(text, TextWriter.Null, TextReader.Null, new ScreenTraits(false, false, false), Width, colours: false).Render(what);
        return text.ToString();
    }

    private string? FirstHint(RunReport report)
    {
        var notPassed = report.Checks.Where(check => check.Status is not CheckStatus.Passed).Select(check => check.Id).ToList();
        return Learning.HintStages.Due(lab.Hints, new HashSet<int>(), notPassed, failures: 1) is { } number ? lab.Hints[number].Text : null;
    }
}
