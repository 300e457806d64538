using Spectre.Console;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Screens;

/// <summary>Puts one text before the first line of something and another before the rest: list marks, quotes, indentation.</summary>
/// <remarks>Both prefixes are equally wide.</remarks>
internal sealed class Prefixed(IRenderable inner, string first, string rest, Style? style = null) : IRenderable
{
    public static Prefixed Indented(IRenderable inner, int by = 2) => new(inner, new string(' ', by), new string(' ', by));

    public Measurement Measure(RenderOptions options, int maxWidth)
    {
        var measured = inner.Measure(options, Inside(maxWidth));
        return new Measurement(measured.Min + first.Length, measured.Max + first.Length);
    }

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var prefix = first;
        foreach (var line in Segment.SplitLines(inner.Render(options, Inside(maxWidth))))
        {
            yield return new Segment(prefix, style ?? Style.Plain);
            foreach (var segment in line)
                yield return segment;
            yield return Segment.LineBreak;
            prefix = rest;
        }
    }

    private int Inside(int maxWidth) => Math.Max(8, maxWidth - first.Length);
}
