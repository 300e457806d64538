using System.CommandLine;

namespace BackendLabs.Cli;

/// <summary>The <c>lab</c> command itself: its commands, the options that all take, its help.</summary>
internal sealed class LabRoot : RootCommand
{
    private readonly Option<string[]> _labs = new("--labs")
    {
        Description = "A further folder of labs; may be given several times.",
        HelpName = "DIR",
        Recursive = true,
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => [],
    };

    /// <param name="groups">The students' commands first.</param>
    /// <param name="hidden">Understood, and shown nowhere.</param>
    public LabRoot(IReadOnlyList<CommandGroup> groups, IEnumerable<Command> hidden)
        : base("Learn back-end engineering: write C#, and see it proved against live parts.")
    {
        Groups = groups;
        Add(_labs);
        foreach (var command in groups.SelectMany(group => group.Commands).Concat(hidden))
            Add(command);
        ExamplesHelp.Install(this);
    }

    public IReadOnlyList<CommandGroup> Groups { get; }

    /// <summary>Whether a student's command runs, and not its help or a completion.</summary>
    public bool IsForStudents(ParseResult line)
    {
        var command = line.CommandResult.Command;
        return line.Action == command.Action && (command == this || Groups.Any(group => group.Title.Length == 0 && group.Commands.Contains(command)));
    }

    public IReadOnlyList<string> LabFolders(ParseResult line) => line.GetValue(_labs) ?? [];
}

/// <summary>Commands that the same people use.</summary>
/// <param name="Title">Who they are; empty for students.</param>
internal sealed record CommandGroup(string Title, IReadOnlyList<Command> Commands);
