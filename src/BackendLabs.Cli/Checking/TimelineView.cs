using BackendLabs.Cli.Screens;
using BackendLabs.Labs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Checking;

/// <summary>The few operations that tell a check's story: how it began and how it ended.</summary>
internal static class TimelineView
{
    private const int Most = 8;
    private const int FromTheBeginning = 2;

    public static IRenderable Of(IReadOnlyList<OperationEvent> timeline, int width, bool withTimes = true)
    {
        var paragraph = new Paragraph { Overflow = Overflow.Crop };
        var shown = Chosen(timeline);
        var services = shown.Max(operation => operation is null ? 0 : Visible.Line(operation.Service).Length);
        for (var index = 0; index < shown.Count; index++)
        {
            if (index > 0)
                paragraph.Append("\n");
            if (shown[index] is { } operation)
                Append(paragraph, operation, services, width, withTimes);
            else
                paragraph.Append($"{(withTimes ? new string(' ', 11) : "")}… {timeline.Count - (shown.Count - 1)} more", Ink.Quiet);
        }

        return paragraph;
    }

    /// <summary>At most <see cref="Most"/> lines; null stands for those left out.</summary>
    public static IReadOnlyList<OperationEvent?> Chosen(IReadOnlyList<OperationEvent> timeline)
    {
        if (timeline.Count <= Most)
            return timeline;
        var chosen = new List<OperationEvent?>(timeline.Take(FromTheBeginning)) { null };
        chosen.AddRange(timeline.Skip(timeline.Count - (Most - FromTheBeginning - 1)));
        return chosen;
    }

    private static void Append(Paragraph paragraph, OperationEvent operation, int services, int width, bool withTimes)
    {
        var time = withTimes ? $"{operation.At.TotalMilliseconds,7:0.0} ms " : "";
        var line = operation.Line is { } number ? $"line {number}" : "";
        var judge = operation.Service == "judge";
        var room = width - time.Length - services - 1 - (line.Length == 0 ? 0 : line.Length + 2);
        var words = Fit(Words(operation), Math.Max(12, room));
        paragraph.Append(time, Ink.Quiet);
        paragraph.Append(Visible.Line(operation.Service).PadRight(services) + " ", judge ? Ink.Warn : Ink.Code);
        paragraph.Append(words, judge ? Ink.Warn : Ink.Plain);
        if (line.Length > 0)
            paragraph.Append(new string(' ', Math.Max(2, room - Ink.Cells(words) + 2)) + line, Ink.Quiet);
    }

    // A statement begins with its own word: "select" once is enough.
    private static string Words(OperationEvent operation) =>
        operation.Detail.StartsWith(operation.Operation, StringComparison.OrdinalIgnoreCase)
            ? operation.Detail
            : $"{operation.Operation} {operation.Detail}".TrimEnd();

    private static string Fit(string text, int cells)
    {
        var fitted = Visible.Shortened(text, cells);
        while (Ink.Cells(fitted) > cells) // wide letters take two cells each
            fitted = Visible.Shortened(fitted, fitted.Length - 1);
        return fitted;
    }
}
