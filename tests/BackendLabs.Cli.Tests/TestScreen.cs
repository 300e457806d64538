using BackendLabs.Cli.Screens;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Tests;

/// <summary>A screen that keeps what was written on it.</summary>
internal sealed class TestScreen
{
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public TestScreen(int width = 80, bool terminal = false, bool colours = false, string input = "") => Screen = new Screen(
        _output, _error, new StringReader(input), new ScreenTraits(terminal, terminal, Error: false), width, colours);

    public Screen Screen { get; }

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public static string Of(IRenderable what, int width = 80)
    {
        var screen = new TestScreen(width);
        screen.Screen.Render(what);
        return screen.Output;
    }
}
