using Spectre.Console;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Screens;

/// <summary>The few styles that everything on the screen is written in, and short ways to write.</summary>
internal static class Ink
{
    public static readonly Style Plain = Style.Plain;
    public static readonly Style Strong = new(decoration: Decoration.Bold);
    public static readonly Style Quiet = new(decoration: Decoration.Dim);
    public static readonly Style Good = new(Color.Green);
    public static readonly Style Bad = new(Color.Red);
    public static readonly Style BadStrong = new(Color.Red, decoration: Decoration.Bold);
    public static readonly Style GoodStrong = new(Color.Green, decoration: Decoration.Bold);
    public static readonly Style Warn = new(Color.Yellow);
    public static readonly Style Code = new(Color.Teal);
    public static readonly Style Link = new(Color.Teal, decoration: Decoration.Underline);

    /// <summary>One line of differently styled pieces, wrapped where it is too long. What others wrote cannot begin another line.</summary>
    public static Flow Text(params ReadOnlySpan<(string Text, Style Style)> pieces)
    {
        var flow = new Flow();
        foreach (var (text, style) in pieces)
            flow.Append(Visible.Name(text), style);
        return flow;
    }

    public static Flow Text(string text, Style? style = null) => Text((text, style ?? Plain));

    /// <summary>A text that may have several lines. It stands behind a mark (<see cref="Prefixed"/>), so that none of them looks like ours.</summary>
    public static Paragraph Lines(string text, Style? style = null) => new(Visible.Lines(text), style ?? Plain);

    public static IRenderable Blank { get; } = new Stack([new Text("")]);

    /// <summary>One under the other; each begins on a line of its own, and a line ends the last.</summary>
    public static Stack Stack(IEnumerable<IRenderable> parts) => new([.. parts]);

    /// <summary>A space at which no line is wrapped.</summary>
    public const char NoBreak = '\u00A0';

    /// <summary>How many cells a text takes on the screen.</summary>
    public static int Cells(string text) => Segment.CellCount([new Segment(text)]);
}
