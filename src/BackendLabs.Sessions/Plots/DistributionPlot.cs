using System.Xml.Linq;
using BackendLabs.Sessions.Exports;
using BackendLabs.Sessions.Grading;

namespace BackendLabs.Sessions.Plots;

/// <summary>The distribution of the points of a lab, as an SVG element to put into a page.</summary>
public static class DistributionPlot
{
    private const int MostBars = 10;
    private const int Height = 240;
    private const int Left = 20;
    private const int Right = 20;
    private const int Top = 24;
    private const int Bottom = 44;

    /// <param name="lab">Of this gradebook.</param>
    public static string Draw(Gradebook gradebook, GradebookLab lab)
    {
        var points = gradebook.Rows.Select(row => row.Grades.GetValueOrDefault(lab.Id)?.Points).OfType<decimal>().ToList();
        var bins = Bins(points, lab.Weight);
        var svg = PlotSvg.Root(PlotSvg.Id("points", lab.Id), $"Points in {lab.Title}", Describe(bins, points.Count, gradebook.Rows.Count), Height);
        DrawAxes(svg, bins);
        DrawBars(svg, bins);
        if (points.Count == 0)
            svg.Add(PlotSvg.Text("chart-value", PlotSvg.Width / 2d, (Height - Bottom + Top) / 2d, "middle", "No grades yet"));
        return svg.ToString();
    }

    // One bar for each whole number of points where there are few; else ten of equal width, whose upper end is not in it but for the last.
    private static List<Bin> Bins(List<decimal> points, decimal weight)
    {
        // Staff may give more than the lab's weight.
        var most = Math.Max(weight, points.DefaultIfEmpty().Max());
        if (most <= MostBars && decimal.IsInteger(most) && points.TrueForAll(decimal.IsInteger))
            return [.. Enumerable.Range(0, (int)most + 1).Select(number => new Bin(number, number, points.Count(value => Math.Max(0, value) == number)))];
        var width = most / MostBars;
        var numbers = points.ConvertAll(value => Math.Clamp((int)decimal.Floor(value / width), 0, MostBars - 1));
        return [.. Enumerable.Range(0, MostBars).Select(number => new Bin(number * width, (number + 1) * width, numbers.Count(other => other == number)))];
    }

    private static void DrawAxes(XElement svg, List<Bin> bins)
    {
        var bottom = Height - Bottom;
        svg.Add(PlotSvg.Line(Left, bottom, PlotSvg.Width - Right, bottom));
        var step = Step(bins);
        foreach (var (number, bin) in bins.Index())
        {
            svg.Add(bin.IsOne
                ? PlotSvg.Text("chart-label", Left + (number + 0.5) * step, bottom + 16, "middle", Points.Text(bin.From))
                : PlotSvg.Text("chart-label", Left + number * step, bottom + 16, "middle", Points.Text(bin.From)));
        }

        if (!bins[^1].IsOne)
            svg.Add(PlotSvg.Text("chart-label", PlotSvg.Width - Right, bottom + 16, "middle", Points.Text(bins[^1].To)));
        svg.Add(PlotSvg.Text("chart-label", (Left + PlotSvg.Width - Right) / 2d, Height - 8, "middle", "Points"));
        svg.Add(PlotSvg.Text("chart-label", 0, 12, "start", "Students"));
    }

    private static void DrawBars(XElement svg, List<Bin> bins)
    {
        var step = Step(bins);
        var most = Math.Max(1, bins.Max(bin => bin.Count));
        foreach (var (number, bin) in bins.Index().Where(pair => pair.Item.Count > 0))
        {
            var height = (double)bin.Count / most * (Height - Top - Bottom - 14);
            var y = Height - Bottom - height;
            svg.Add(PlotSvg.Bar("chart-bar", Left + number * step + step * 0.08, y, step * 0.84, height, PlotSvg.Hover($"{bin}: {PlotSvg.Plural(bin.Count, "student")}")));
            svg.Add(PlotSvg.Text("chart-value", Left + (number + 0.5) * step, y - 5, "middle", $"{bin.Count}"));
        }
    }

    private static double Step(List<Bin> bins) => (double)(PlotSvg.Width - Left - Right) / bins.Count;

    private static string Describe(List<Bin> bins, int graded, int all) =>
        string.Join(' ', bins.Where(bin => bin.Count > 0).Select(bin => $"{bin}: {bin.Count}.").Prepend($"{graded} of {PlotSvg.Plural(all, "student")} {(graded == 1 ? "has" : "have")} a grade."));

    private sealed record Bin(decimal From, decimal To, int Count)
    {
        public bool IsOne => From == To;

        public override string ToString() => IsOne ? $"{Points.Text(From)} {(From == 1 ? "point" : "points")}" : $"{Points.Text(From)} to {Points.Text(To)} points";
    }
}
