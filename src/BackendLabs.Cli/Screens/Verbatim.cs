using Spectre.Console;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Screens;

/// <summary>
/// Code and diagrams: no line is ever broken, for half a diagram means nothing. Where they are as wide as the screen, the
/// indentation gives way first; what is wider still is left to the terminal, and can be copied whole.
/// </summary>
internal sealed class Verbatim(string text, Style style, int indent = 4) : IRenderable
{
    private readonly string[] _lines = Visible.Lines(text).TrimEnd().Split('\n');

    public Measurement Measure(RenderOptions options, int maxWidth)
    {
        var width = Math.Min(maxWidth, indent + Widest);
        return new Measurement(width, width);
    }

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var before = new string(' ', Math.Clamp(maxWidth - Widest, 0, indent));
        foreach (var line in _lines)
        {
            if (line.Length > 0)
                yield return new Segment(before + line, style);
            yield return Segment.LineBreak;
        }
    }

    private int Widest => _lines.Max(Ink.Cells);
}
