using System.Xml.Linq;
using BackendLabs.Sessions.Grading;

namespace BackendLabs.Sessions.Plots;

/// <summary>For each check of a lab the share of the counted attempts that pass it, as an SVG element to put into a page.</summary>
public static class CheckPlot
{
    private const int RowHeight = 40;
    private const int BarHeight = 12;
    private const int LongestLabel = 72;

    /// <param name="lab">Of this gradebook.</param>
    public static string Draw(Gradebook gradebook, GradebookLab lab)
    {
        // An attempt without checks did not compile, for example: it passes none of them.
        var attempts = gradebook.Rows.Select(row => row.Grades.GetValueOrDefault(lab.Id)).OfType<LabGrade>().Where(grade => grade.Attempt is not null).ToList();
        var rows = Rows(attempts);
        var svg = PlotSvg.Root(PlotSvg.Id("checks", lab.Id), $"Checks passed in {lab.Title}", Describe(rows, attempts.Count), Math.Max(1, rows.Count) * RowHeight + 4);
        foreach (var (number, row) in rows.Index())
            DrawRow(svg, row, number * RowHeight, attempts.Count);
        if (rows.Count == 0)
            svg.Add(PlotSvg.Text("chart-value", PlotSvg.Width / 2d, RowHeight / 2d, "middle", attempts.Count == 0 ? "No attempts yet" : "No attempt reached the checks"));
        return svg.ToString();
    }

    // In the order of the attempt with the most checks: another may have ended before the last ones.
    private static List<Row> Rows(List<LabGrade> attempts)
    {
        var checks = attempts.OrderByDescending(grade => grade.Checks.Count).SelectMany(grade => grade.Checks).ToList();
        return [.. checks.DistinctBy(check => check.Id).Select(check => new Row(check.Title, checks.Count(other => other.Id == check.Id && other.Status is "passed")))];
    }

    private static void DrawRow(XElement svg, Row row, double y, int attempts)
    {
        var share = (double)row.Passed / attempts;
        svg.Add(PlotSvg.Text("chart-label", 0, y + 14, "start", Short(row.Title)));
        svg.Add(PlotSvg.Text("chart-value", PlotSvg.Width, y + 14, "end", Share(row, attempts)));
        svg.Add(PlotSvg.Bar("chart-track", 0, y + 20, PlotSvg.Width, BarHeight, new XAttribute("fill-opacity", "0.12"), PlotSvg.Hover($"{row.Title}: {Share(row, attempts)}")));
        if (row.Passed > 0)
            svg.Add(PlotSvg.Bar("chart-bar", 0, y + 20, share * PlotSvg.Width, BarHeight, PlotSvg.Hover($"{row.Title}: {Share(row, attempts)}")));
    }

    private static string Describe(List<Row> rows, int attempts) =>
        string.Join(' ', rows.Select(row => $"{row.Title}: {Share(row, attempts)}.").Prepend($"{PlotSvg.Plural(attempts, "attempt")} counted."));

    private static string Share(Row row, int attempts) => $"{Math.Round(100d * row.Passed / attempts):0} % ({row.Passed} of {attempts})";

    private static string Short(string title) =>
        title.Length <= LongestLabel ? title : string.Concat(title.AsSpan(0, char.IsHighSurrogate(title[LongestLabel - 2]) ? LongestLabel - 2 : LongestLabel - 1), "…");

    private sealed record Row(string Title, int Passed);
}
