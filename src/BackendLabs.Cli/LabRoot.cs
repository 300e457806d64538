using System.CommandLine;

namespace BackendLabs.Cli;

/// <summary>The <c>lab</c> command itself: its commands, the options that all take, its help.</summary>
internal sealed class LabRoot : RootCommand, IWithExamples
{
    private readonly Option<string[]> _labs = new("--labs")
    {
        Description = "A further folder of labs; may be given several times.",
        HelpName = "DIR",
        Recursive = true,
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => [],
    };

    public LabRoot(params IEnumerable<Command> commands)
        : base("Learn back-end engineering by doing it: write C#, and see it proved against live parts.")
    {
        Add(_labs);
        foreach (var command in commands)
            Add(command);
        ExamplesHelp.Install(this);
    }

    public IReadOnlyList<(string Line, string Does)> Examples { get; } =
    [
        ("lab tour", "See it work: three labs in a minute"),
        ("lab up", "All of it in the browser"),
        ("lab start", "Begin the next lab, in your own editor"),
        ("lab check", "Check your answer"),
        ("lab watch", "Check again on every save"),
    ];

    public IReadOnlyList<string> LabFolders(ParseResult line) => line.GetValue(_labs) ?? [];
}
