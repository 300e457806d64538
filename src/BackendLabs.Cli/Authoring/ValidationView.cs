using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Library;
using BackendLabs.Cli.Screens;
using BackendLabs.Grader;
using BackendLabs.Labs;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Authoring;

/// <summary>A validation for a person: a line for a lab that is right, everything for one that is not.</summary>
internal sealed class ValidationView(CommandContext context, int count)
{
    public void ShowCatalog(IReadOnlyList<LabProblem> problems)
    {
        if (problems.Count > 0)
            context.Screen.Render(Ink.Stack([Ink.Text(("✗ ", Ink.Bad), ("catalogue", Ink.Strong)), .. problems.Select(Problem), Ink.Blank]));
    }

    public void Show(ValidationReport report)
    {
        var parts = new List<IRenderable>
        {
            Ink.Text(
                (report.Passed ? "✓ " : "✗ ", report.Passed ? Ink.Good : Ink.Bad), (report.Lab, Ink.Strong),
                ($"  {CheckWords.Seconds(report.Elapsed)}{Score(report.Mutation)}", Ink.Quiet)),
        };
        // With one lab, its author wants to see what was proved.
        foreach (var step in report.Steps.Where(step => count == 1 || step.Problems.Count > 0 || step.Warnings is not null))
        {
            parts.Add(Prefixed.Indented(Ink.Text(
                (step.Problems.Count == 0 ? "✓ " : "✗ ", step.Problems.Count == 0 ? Ink.Good : Ink.Bad), (step.Name, Ink.Plain), ($"  {step.Detail}", Ink.Quiet))));
            parts.AddRange(step.Problems.Select(Problem));
            parts.AddRange((step.Warnings ?? []).Select(Warning));
        }

        if (count == 1)
        {
            parts.AddRange(report.NotProved.GroupBy(left => left.Because, left => left.Step)
                .Select(left => Prefixed.Indented(Ink.Text(("- ", Ink.Warn), ("not proved", Ink.Plain), ($"  {string.Join(", ", left)} ({left.Key})", Ink.Quiet)))));
        }

        context.Screen.Render(Ink.Stack(parts));
    }

    public void ShowSummary(IReadOnlyList<LabProblem> problems, IReadOnlyList<ValidationReport> reports)
    {
        var wrong = reports.Count(report => !report.Passed);
        var mistakes = problems.Count + reports.Sum(report => report.Steps.Sum(step => step.Problems.Count));
        var warnings = reports.Sum(report => report.Steps.Sum(step => step.Warnings?.Count ?? 0));
        context.Screen.Render(Ink.Stack(
        [
            Ink.Blank,
            reports.Count == 0 ? Ink.Text("No lab to validate.")
            : mistakes == 0 ? Ink.Text(("✓ ", Ink.Good), ($"{CheckWords.Plural(reports.Count, "lab")} proved{Without(reports)}{(warnings == 0 ? "" : $", {CheckWords.Plural(warnings, "warning")}")}.", Ink.Plain))
            : Ink.Text(("✗ ", Ink.Bad), ($"{CheckWords.Plural(mistakes, "problem")} in {wrong} of {CheckWords.Plural(reports.Count, "lab")}.", Ink.Plain)),
            .. Seeds(reports),
        ]));
    }

    private static string Without(IReadOnlyList<ValidationReport> reports) =>
        reports.SelectMany(report => report.NotProved).Select(left => left.Step).Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } left ? $", but for {string.Join(", ", left)}" : "";

    // The same for all labs of one validation.
    private static IEnumerable<IRenderable> Seeds(IReadOnlyList<ValidationReport> reports) => reports.Select(report => report.Seeds).FirstOrDefault(seeds => seeds.Count > 0) is { } seeds
        ? [Ink.Text(($"  Again with the same {(seeds.Count == 1 ? "seed" : "seeds")}: --seed {seeds[0]}{(seeds.Count == new ValidationOptions().Seeds ? "" : $" --seeds {seeds.Count}")}", Ink.Quiet))]
        : [];

    // Never rounded up to what it is not.
    private static string Score(MutationScore? mutation) => mutation is null ? "" :
        $"  mutation score {(int)(mutation.Score * 100)} %{(mutation.Waived == 0 ? "" : $", {mutation.Waived} waived")}";

    private static Stack Problem(LabProblem problem) => Ink.Stack(
    [
        new Prefixed(Ink.Text(LabLibrary.Place(problem), Ink.Code).Append(Visible.Lines($": {problem.Message}"), Ink.Plain), "    ", "    "),
        .. (problem.Diff ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(DiffLine),
        new Prefixed(Ink.Lines(problem.Suggestion), "    → ", "      ", Ink.Warn),
    ]);

    // The lab is good with it.
    private static Stack Warning(LabProblem warning) => Ink.Stack(
    [
        new Prefixed(Ink.Text(("warning ", Ink.Warn), (LabLibrary.Place(warning), Ink.Code)).Append(Visible.Lines($": {warning.Message}"), Ink.Plain), "    ", "    "),
        new Prefixed(Ink.Lines(warning.Suggestion), "    → ", "      ", Ink.Quiet),
    ]);

    private static Prefixed DiffLine(string line) =>
        new(Ink.Text((line, line[0] switch { '-' => Ink.Bad, '+' => Ink.Good, _ => Ink.Quiet })), "      ", "        ");
}
