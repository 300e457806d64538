namespace BackendLabs.Cli;

/// <summary>
/// The help of <c>lab</c> itself, on one screen of 24 lines with the prompt: students' commands with what they do, the
/// others by name. Each command has help and examples of its own.
/// </summary>
internal static class RootHelp
{
    private const int NameWidth = 11;

    public static void Write(TextWriter output, LabRoot root)
    {
        output.WriteLine(root.Description);
        output.WriteLine();
        output.WriteLine("Usage: lab COMMAND [LAB] [options]     Help and examples: lab COMMAND --help");
        output.WriteLine();
        foreach (var command in root.Groups.Where(group => group.Title.Length == 0).SelectMany(group => group.Commands))
            output.WriteLine($"  {command.Name.PadRight(NameWidth)}{command.Description}");
        output.WriteLine();
        foreach (var group in root.Groups.Where(group => group.Title.Length > 0))
            output.WriteLine($"  {group.Title.PadRight(NameWidth)}{string.Join(", ", group.Commands.Select(command => command.Name))}");
        output.WriteLine();
        output.WriteLine("Begin with `lab start`. For all: --labs DIR adds a folder of labs; --version.");
    }
}
