using BackendLabs.Cli.Checking;
using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Tests.Checking;

internal sealed class PrettyReports
{
    private static readonly ReportSetting Setting = new("Read through a cache", Reports.Source, "answer.csx");

    [Test]
    public void A_failure_comes_first_with_what_was_expected_where_and_what_led_to_it() =>
        Golden.Matches("failed.txt", Pretty(Reports.Failed(), Setting with { Hint = "What should happen the second time?" }));

    [Test]
    public void A_failure_fits_a_narrow_terminal() =>
        Golden.Matches("failed-60.txt", Pretty(Reports.Failed(), Setting with { Next = "lab hint caching/cache-aside" }, 60));

    [Test]
    public void A_compile_error_is_underlined_in_the_source() =>
        Golden.Matches("compile-error.txt", Pretty(Reports.CompileError(), Setting));

    [Test]
    public void A_runtime_error_shows_the_line_and_what_was_printed() =>
        Golden.Matches("runtime-error.txt", Pretty(Reports.RuntimeError(), Setting with { Timings = true }));

    [Test]
    public void Passing_shows_the_idea_and_the_next_lab() =>
        Golden.Matches("passed.txt", Pretty(Reports.Passed(), Setting with { AfterText = "The cache answers *first*.\n\nThe common mistake: never filling it.\n", Next = "lab start deployment/run-a-container" }));

    [Test]
    public void That_output_was_cut_is_said_below_the_few_lines_that_are_shown()
    {
        var printed = string.Concat(Enumerable.Range(1, 40).Select(line => $"line {line}\n")) + $"{RunReport.CutMark} your code printed more than 64 KB.\n";

        var text = Pretty(Reports.Passed() with { Output = printed }, Setting);

        Assert.That(text, Does.Contain("line 12\n").And.Not.Contains("line 13").And.Contains("… 28 more lines").And.Contains("Cut here: your code printed more than 64 KB."));
    }

    [Test]
    public void A_warning_of_ours_stands_beside_the_result_and_the_compilers_does_not()
    {
        SnippetDiagnostic[] warnings =
        [
            new(3, 5, 3, 9, "LAB018", false, "There is no keyboard in a lab.", "Use the parameter."),
            new(2, 1, 2, 2, "CS8602", false, "It may be null.", null),
        ];

        var text = Pretty(Reports.Failed() with { Diagnostics = warnings }, Setting);

        Assert.That(text, Does.Contain("! Line 3: There is no keyboard in a lab.\n→ Use the parameter.").And.Not.Contains("may be null"));
    }

    [Test]
    public void Our_own_problem_says_that_nothing_was_counted() =>
        Golden.Matches("infrastructure.txt", Pretty(Reports.Infrastructure(), Setting));

    [Test]
    public void Every_outcome_has_its_words() =>
        Golden.Matches("every-status.txt", string.Join("\n", Reports.OfEveryStatus().Checks.Select(check => Pretty(Reports.Of(new Verdict.Failed(), [check]), Setting))));

    [Test]
    public void A_transcript_leaves_out_what_differs_from_run_to_run() =>
        Golden.Matches("unmeasured.txt", Pretty(Reports.Failed(), Setting with { Measured = false }));

    [Test]
    public void A_strangers_text_cannot_steer_the_terminal([Values(40, 80)] int width)
    {
        var text = Pretty(Reports.OfHostile(), Setting with { Source = Reports.Hostile, Hint = Reports.Hostile, FileName = Reports.Hostile }, width);

        Assert.That(text.Where(c => char.IsControl(c) && c != '\n'), Is.Empty);
        Assert.That(text, Does.Not.Contain("\u202E").And.Contain("␛[31mred").And.Contain("[red]markup[/]"));
    }

    [Test]
    public void No_line_is_wider_than_the_terminal([Values(40, 60, 80, 100)] int width)
    {
        foreach (var report in (RunReport[])[Reports.Failed(), Reports.CompileError(), Reports.RuntimeError(), Reports.OfHostile(), Reports.OfEveryStatus()])
        {
            foreach (var line in Pretty(report, Setting, width).Split('\n'))
                Assert.That(BackendLabs.Cli.Screens.Ink.Cells(line), Is.LessThanOrEqualTo(width), line);
        }
    }

    [Test]
    public void A_terminal_gets_colours_and_a_file_none()
    {
        var terminal = new TestScreen(terminal: true, colours: true);
        var file = new TestScreen(colours: true);
        foreach (var screen in (TestScreen[])[terminal, file])
            screen.Screen.Render(PrettyReport.Of(Reports.Failed(), Setting, 80));

        Assert.That(terminal.Output, Does.Contain("\u001b["));
        Assert.That(file.Output, Does.Not.Contain("\u001b"));
    }

    [TestCase("\tvar x = y;", 10, "y")]
    [TestCase("var 名前 = 値;", 10, "値")]
    public void The_caret_stands_under_its_place_after_tabs_and_wide_letters(string source, int column, string marked)
    {
        var text = Pretty(Reports.CompileErrorOf(new SnippetDiagnostic(1, source.IndexOf(marked, StringComparison.Ordinal) + 1, 1, source.IndexOf(marked, StringComparison.Ordinal) + 1 + marked.Length, "CS1", true, "No.", null)), Setting with { Source = source });
        var lines = text.Split('\n');
        var at = Array.FindIndex(lines, line => line.Contains('^'));

        Assert.That(column, Is.Positive);
        Assert.That(
            BackendLabs.Cli.Screens.Ink.Cells(lines[at][..lines[at].IndexOf('^')]),
            Is.EqualTo(BackendLabs.Cli.Screens.Ink.Cells(lines[at - 1][..lines[at - 1].IndexOf(marked, StringComparison.Ordinal)])));
    }

    [Test]
    public void A_place_far_to_the_right_stays_in_sight()
    {
        var source = "var x = " + new string('a', 300) + " + oops;";
        var text = Pretty(Reports.CompileErrorOf(new SnippetDiagnostic(1, 312, 1, 316, "CS1", true, "No.", null)), Setting with { Source = source });

        Assert.That(text, Does.Contain("oops").And.Contain("^^^^"));
    }

    [Test]
    public void A_line_that_the_text_does_not_have_is_left_out()
    {
        var report = Reports.Of(new Verdict.RuntimeError("E", "m", 999), [Reports.Check("a", "a", 1, new CheckStatus.RuntimeError("E", "m", 999, [999]))]);

        Assert.That(Pretty(report, Setting), Does.Not.Contain("line 999").And.Contain("threw E: m"));
    }

    private static string Pretty(RunReport report, ReportSetting setting, int width = 80) => TestScreen.Of(PrettyReport.Of(report, setting, width), width);
}
