using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using Spectre.Console;

namespace BackendLabs.Cli.Checking;

/// <summary>An order of operations that breaks a check, a column a client, from top to bottom.</summary>
internal static class ScheduleView
{
    private const int Between = 2;

    public static Paragraph Of(IReadOnlyList<ScheduleStep> schedule, int width)
    {
        var clients = schedule.Select(step => step.Client).Distinct().Order().ToList();
        var column = Math.Max(14, (width - Number(schedule.Count).Length - 1) / clients.Count - Between);
        var paragraph = new Paragraph { Overflow = Overflow.Crop };
        paragraph.Append(new string(' ', Number(schedule.Count).Length + 1) + string.Concat(clients.Select(client => $"client {client}".PadRight(column + Between))).TrimEnd(), Ink.Strong);
        for (var i = 0; i < schedule.Count; i++)
        {
            var step = schedule[i];
            var before = clients.IndexOf(step.Client) * (column + Between);
            var words = Visible.Shortened($"{step.Operation} {step.Detail}".TrimEnd(), column);
            paragraph.Append($"\n{Number(i + 1).PadLeft(Number(schedule.Count).Length)} ", Ink.Quiet);
            paragraph.Append(new string(' ', before) + Visible.Line(words), Ink.Plain);
        }

        return paragraph;
    }

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
