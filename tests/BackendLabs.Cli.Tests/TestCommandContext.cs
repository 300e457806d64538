using BackendLabs.Cli.Screens;

namespace BackendLabs.Cli.Tests;

/// <summary>A person at a terminal of their own: a home, a root with one lab, and nothing of this machine's.</summary>
internal sealed class TestCommandContext : IDisposable
{
    public const string Lab = "mine/basket";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lab-cli-");
    private readonly Dictionary<string, string?> _variables;
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public TestCommandContext(bool withLab = true)
    {
        Home = Directory.CreateDirectory(Path.Combine(_folder.FullName, "home")).FullName;
        Labs = Path.Combine(_folder.FullName, "labs");
        Directory.CreateDirectory(Labs);
        File.WriteAllText(Path.Combine(Labs, "catalog.yaml"), "format: 1\ntracks:\n");
        _variables = new() { ["HOME"] = Home, ["BACKENDLABS_ROOT"] = _folder.FullName, ["BACKENDLABS_APP"] = Path.Combine(_folder.FullName, "app") };
        Here = Home;
        if (withLab)
            WriteLab(Lab);
    }

    public string Folder => _folder.FullName;

    public string Home { get; }

    public string Labs { get; }

    /// <summary>Where commands are given.</summary>
    public string Here { get; set; }

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public string? this[string variable]
    {
        set => _variables[variable] = value;
    }

    public void WriteLab(string id) => Assert.That(Run("new", id), Is.Zero, Error);

    /// <summary>Gives a command; output and errors are those of this command alone.</summary>
    public int Run(params string[] arguments) => RunAsync(arguments).GetAwaiter().GetResult();

    public async Task<int> RunAsync(params string[] arguments)
    {
        _output.GetStringBuilder().Clear();
        _error.GetStringBuilder().Clear();
        using var context = CommandContext();
        return await Boundary.RunAsync(Commands.Of(context), context, arguments);
    }

    public CommandContext CommandContext() => new(
        new Screen(_output, _error, TextReader.Null, new ScreenTraits(false, false, false), 80, colours: false),
        new EnvironmentPaths(name => _variables.GetValueOrDefault(name), Here), TimeProvider.System);

    public string Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(string path, byte[] bytes)
    {
        var whole = Path.Combine(Home, path);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        File.WriteAllBytes(whole, bytes);
        return whole;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
