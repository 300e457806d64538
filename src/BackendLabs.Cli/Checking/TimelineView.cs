using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Checking;

/// <summary>A check's story on the screen: time, service, operation, and at the right the student's line.</summary>
internal static class TimelineView
{
    public static IRenderable Of(IReadOnlyList<TimelineEvent> timeline, int? wrong, int width, bool withTimes = true, int most = TimelineStory.Most)
    {
        var story = TimelineStory.Of(timeline, wrong, most);
        var layout = new Layout(
            story.Max(line => line.Event is { } one ? Ink.Cells(Service(one)) : 0), width, withTimes, story.Any(line => line.IsWrong));
        var paragraph = new Paragraph { Overflow = Overflow.Crop };
        for (var index = 0; index < story.Count; index++)
        {
            if (index > 0)
                paragraph.Append("\n");
            Append(paragraph, story[index], layout);
        }

        return paragraph;
    }

    private static void Append(Paragraph paragraph, StoryLine line, Layout layout)
    {
        if (layout.WithArrow)
            paragraph.Append(line.IsWrong ? "→ " : "  ", Ink.BadStrong);
        if (line.Event is not { } operation)
        {
            paragraph.Append(new string(' ', layout.TimeCells) + line.Words, Ink.Quiet);
            return;
        }

        var time = layout.WithTimes ? $"{operation.At.TotalMilliseconds,7:0.0} ms " : "";
        var place = Place(line, operation);
        var room = layout.Width - (layout.WithArrow ? 2 : 0) - time.Length - layout.Services - 1 - (place.Length == 0 ? 0 : place.Length + 2);
        var words = Fit(line.Words ?? Words(operation), Math.Max(12, room));
        var style = line.IsWrong ? Ink.Bad : operation.IsJudges ? Ink.Warn : Ink.Plain;
        paragraph.Append(time, Ink.Quiet);
        paragraph.Append(Service(operation).PadRight(layout.Services) + " ", operation.IsJudges ? Ink.Warn : Ink.Code);
        paragraph.Append(words, style);
        if (place.Length > 0)
            paragraph.Append(new string(' ', Math.Max(2, room - Ink.Cells(words) + 2)) + place, Ink.Quiet);
    }

    private static string Place(StoryLine line, TimelineEvent operation) =>
        (line.Times > 1 ? $"{line.Times} times" : "")
        + (line.Times > 1 && operation.Line is not null ? ", " : "")
        + (operation.Line is { } number ? $"line {number}" : "");

    private static string Service(TimelineEvent operation) => operation.IsJudges ? "judge" : Visible.Line(operation.Service);

    // A statement begins with its own word, and the judge's need none: "select" once is enough.
    private static string Words(TimelineEvent operation) =>
        operation.Detail.StartsWith(operation.Operation, StringComparison.OrdinalIgnoreCase) || (operation.IsJudges && operation.Operation == "sql")
            ? operation.Detail
            : $"{operation.Operation} {operation.Detail}".TrimEnd();

    // Of a long statement the end says most: what came of it.
    private static string Fit(string text, int cells)
    {
        var arrow = text.LastIndexOf(" -> ", StringComparison.Ordinal);
        if (arrow > 0 && Ink.Cells(text) > cells && Ink.Cells(text[arrow..]) is var end && end <= cells / 2)
            return Cut(text[..arrow], cells - end) + Visible.Line(text[arrow..]);
        return Cut(text, cells);
    }

    private static string Cut(string text, int cells)
    {
        var fitted = Visible.Shortened(text, cells);
        while (Ink.Cells(fitted) > cells) // wide letters take two cells each
            fitted = Visible.Shortened(fitted, fitted.Length - 1);
        return fitted;
    }

    private sealed record Layout(int Services, int Width, bool WithTimes, bool WithArrow)
    {
        /// <summary>Where there are no times, words that stand for others begin where the services do.</summary>
        public int TimeCells => WithTimes ? 11 : 0;
    }
}
