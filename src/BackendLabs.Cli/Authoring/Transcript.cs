using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using BackendLabs.Contract.Services;
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

    private static readonly TimeSpan PatternLimit = TimeSpan.FromSeconds(1);

    private readonly StringBuilder _text = new($"# What a student reads: {Visible.Name(lab.Title)}\n\nMade by `lab transcript {lab.Id} --write`, with seed {Seed}.\n");

    /// <summary>The answers in the order of the transcript.</summary>
    public static IEnumerable<(LabText Answer, string Words)> AnswersOf(Lab lab) =>
    [
        (lab.Texts.Starter, "What one begins with."),
        .. lab.WrongSolutions.Select(wrong => (wrong.Text, wrong.Mistake)),
        .. lab.Solutions.Select(solution => (solution, "An answer that passes.")),
    ];

    public void Add(TriedAnswer tried) => _text.Append($"\n## {Visible.Name(tried.Answer.Path)}\n\n{Visible.Lines(tried.Words)}\n\n```text\n{Steady(Read(tried)).TrimEnd()}\n```\n");

    /// <summary>What a student reads of it on the command line.</summary>
    public string Read(TriedAnswer tried)
    {
        var setting = new ReportSetting(lab.Title, tried.Answer.Text, "answer.csx") { Measured = false };
        if (tried.Report.Verdict is not Verdict.Passed)
            setting = setting with { Hint = FirstHint(tried.Report) };
        return PlainText(PrettyReport.Of(tried.Report, setting, Width));
    }

    public override string ToString() => _text.ToString();

    private static string PlainText(Spectre.Console.Rendering.IRenderable what)
    {
        using var text = new StringWriter { NewLine = "\n" };
        new Screen(text, TextWriter.Null, TextReader.Null, new ScreenTraits(false, false, false), Width, colours: false).Render(what);
        return text.ToString();
    }

    // What a service makes up anew each time is numbered as it comes, in the same length.
    private string Steady(string text)
    {
        foreach (var pattern in lab.Services.Values.Select(service => ServiceKinds.Of(service.Kind).MadeUpNames).OfType<string>())
        {
            var known = new Dictionary<string, string>(StringComparer.Ordinal);
            text = Regex.Replace(text, pattern, found =>
            {
                if (!known.TryGetValue(found.Value, out var steady))
                {
                    var start = found.Groups["start"].Value;
                    steady = start + (known.Count + 1).ToString(CultureInfo.InvariantCulture).PadLeft(found.Length - start.Length, '0');
                    known.Add(found.Value, steady);
                }

                return steady;
            }, RegexOptions.None, PatternLimit);
        }

        return text;
    }

    private string? FirstHint(RunReport report)
    {
        var notPassed = report.Checks.Where(check => check.Status is not (CheckStatus.Passed or CheckStatus.NotRun)).Select(check => check.Id).ToList();
        return HintStages.Due(lab.Hints, new HashSet<int>(), notPassed, failures: 1) is { } number ? lab.Hints[number].Text : null;
    }
}
