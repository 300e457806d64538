using System.Globalization;
using System.Xml.Linq;
using BackendLabs.Sessions.Exports;

namespace BackendLabs.Sessions.Plots;

/// <summary>
/// The elements of a plot. Colours come from the page's classes for charts; without these the plot has the colour of its
/// text, in light and in dark. No style attribute and no script: the page's content policy may forbid both.
/// </summary>
internal static class PlotSvg
{
    public const int Width = 640;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <param name="id">Of this plot, unique in a page.</param>
    /// <param name="title">The name of the picture for a screen reader.</param>
    /// <param name="description">Everything that the picture shows, in words.</param>
    public static XElement Root(string id, string title, string description, int height) => new(
        Svg + "svg",
        new XAttribute("viewBox", $"0 0 {Width} {height}"), new XAttribute("width", Width), new XAttribute("height", height),
        new XAttribute("class", "plot"), new XAttribute("role", "img"), new XAttribute("aria-labelledby", $"{id}-title {id}-desc"),
        new XAttribute("font-family", "system-ui, sans-serif"), new XAttribute("font-size", 12), new XAttribute("fill", "currentColor"),
        new XElement(Svg + "title", new XAttribute("id", $"{id}-title"), XmlText.Clean(title)),
        new XElement(Svg + "desc", new XAttribute("id", $"{id}-desc"), XmlText.Clean(description)));

    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    public static XElement Text(string kind, double x, double y, string anchor, string text) => new(
        Svg + "text", new XAttribute("class", kind), Number("x", x), Number("y", y), new XAttribute("text-anchor", anchor), XmlText.Clean(text));

    public static XElement Bar(string kind, double x, double y, double width, double height, params object[] more) => new(
        Svg + "rect", new XAttribute("class", kind), Number("x", x), Number("y", y), Number("width", width), Number("height", height), new XAttribute("rx", 2), more);

    public static XElement Line(double fromX, double fromY, double toX, double toY) => new(
        Svg + "g", new XAttribute("class", "chart-tick"),
        new XElement(Svg + "line", Number("x1", fromX), Number("y1", fromY), Number("x2", toX), Number("y2", toY), new XAttribute("stroke", "currentColor"), new XAttribute("stroke-opacity", "0.5")));

    /// <summary>What hovering shows.</summary>
    public static XElement Hover(string text) => new(Svg + "title", XmlText.Clean(text));

    /// <summary>The id of a plot of a lab: <c>track/name</c> has a slash, which a reference in CSS would have to escape.</summary>
    public static string Id(string kind, string lab) => $"{kind}-{lab.Replace('/', '-')}";

    public static string Plural(int count, string thing) => $"{count.ToString(CultureInfo.InvariantCulture)} {thing}{(count == 1 ? "" : "s")}";

    private static XAttribute Number(string name, double value) => new(name, value.ToString("0.##", CultureInfo.InvariantCulture));
}
