using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using Spectre.Console;

namespace BackendLabs.Cli.Checking;

/// <summary>A statement, and beneath it as a tree what SQLite does to find its rows.</summary>
internal static class PlanView
{
    public static Paragraph Of(IReadOnlyList<PlanLine> plan, int width)
    {
        var paragraph = new Paragraph { Overflow = Overflow.Crop };
        for (var i = 0; i < plan.Count; i++)
        {
            var branch = plan[i].Depth == 0 ? "" : Branch(plan, i);
            paragraph.Append((i == 0 ? "" : "\n") + branch, Ink.Quiet);
            paragraph.Append(Visible.Line(Visible.Shortened(plan[i].Text, Math.Max(10, width - branch.Length))), InkOf(plan[i]));
        }

        return paragraph;
    }

    // A line goes on beside a step for each step above it that has another one below.
    private static string Branch(IReadOnlyList<PlanLine> plan, int index)
    {
        var branch = HasNext(plan, index, plan[index].Depth) ? "├─ " : "└─ ";
        for (var depth = plan[index].Depth - 1; depth > 0; depth--)
            branch = (HasNext(plan, index, depth) ? "│  " : "   ") + branch;
        return branch;
    }

    private static bool HasNext(IReadOnlyList<PlanLine> plan, int index, int depth) =>
        plan.Skip(index + 1).TakeWhile(step => step.Depth >= depth).Any(step => step.Depth == depth);

    private static Style InkOf(PlanLine step) =>
        step.Depth == 0 ? Ink.Plain
        : step.Text.StartsWith("SCAN", StringComparison.Ordinal) ? Ink.Bad
        : step.Text.StartsWith("SEARCH", StringComparison.Ordinal) ? Ink.Good
        : Ink.Plain;
}
