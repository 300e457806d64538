using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Screens;

/// <summary>
/// Where the command speaks. Results go to <see cref="Out"/>, everything else (progress, warnings, questions) to
/// <see cref="Error"/>. Spectre is loaded when something is first rendered.
/// </summary>
internal sealed class Screen
{
    public const int UsualWidth = 80;
    private const int Widest = 100;
    private const int Narrowest = 40;

    private readonly Lazy<IAnsiConsole> _out;
    private readonly Lazy<IAnsiConsole> _error;

    /// <param name="width">Of the terminal, in cells; null where there is none.</param>
    /// <param name="colours">Whether a terminal gets colours.</param>
    public Screen(TextWriter output, TextWriter error, TextReader input, ScreenTraits traits, int? width, bool colours)
    {
        Out = output;
        Error = error;
        Input = input;
        Traits = traits;
        Width = Math.Clamp(width ?? UsualWidth, Narrowest, Widest);
        _out = new Lazy<IAnsiConsole>(() => Open(output, traits.Output && colours, Width));
        _error = new Lazy<IAnsiConsole>(() => Open(error, traits.Error && colours, Width));
    }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    public TextReader Input { get; }

    public ScreenTraits Traits { get; }

    public int Width { get; }

    /// <summary>For live progress, on standard error.</summary>
    public IAnsiConsole ErrorConsole => _error.Value;

    public static Screen OfThisProcess(EnvironmentPaths paths)
    {
        var traits = new ScreenTraits(!Console.IsInputRedirected, !Console.IsOutputRedirected, !Console.IsErrorRedirected);
        var dumb = paths.Variable("TERM") is null or "dumb";
        return new Screen(
            Writer(Console.OpenStandardOutput()),
            Writer(Console.OpenStandardError()),
            Console.In,
            dumb ? traits with { Error = false } : traits,
            traits.Output || traits.Error ? WindowWidth() : null,
            !dumb && paths.Variable("NO_COLOR") is null);
    }

    public void Render(IRenderable what) => _out.Value.Write(Ink.Stack([what]));

    /// <summary>A line for the person, beside the result.</summary>
    public void Note(Said line) => Error.WriteLine(Fitting(line.ToString()));

    /// <inheritdoc cref="Note(Said)"/>
    /// <param name="lines">Words of ours: names that others chose go into an interpolated string.</param>
    public void Note(string lines) => Error.WriteLine(Fitting(Visible.Lines(lines)));

    /// <summary>A line of the result.</summary>
    public void Say(Said line) => Out.WriteLine(line.ToString());

    /// <summary>Empties the terminal's window; nothing where there is none.</summary>
    public void Clear()
    {
        if (Traits.Output)
            Out.Write("\x1b[H\x1b[2J\x1b[3J");
    }

    // A file or a pipe has no width.
    private string Fitting(string text) => Traits.Error ? Hanging.Wrap(text, Width) : text;

    private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };

    private static int? WindowWidth()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static IAnsiConsole Open(TextWriter writer, bool ansi, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = ansi ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = ansi ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = ansi ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(ansi ? writer : new TrimmedLines(writer)),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        console.Profile.Capabilities.Links = false;
        return console;
    }
}

/// <summary>Which of the three streams is a terminal.</summary>
internal sealed record ScreenTraits(bool Input, bool Output, bool Error);
