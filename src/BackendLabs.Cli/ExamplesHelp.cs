using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using BackendLabs.Cli.Screens;

namespace BackendLabs.Cli;

/// <summary>System.CommandLine's help, then the command's examples.</summary>
internal sealed class ExamplesHelp(HelpAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public static void Install(RootCommand root)
    {
        // Anew, without the aliases of another system (/h, /?), which completion would offer.
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        root.Add(new HelpOption("--help", "-h", "-?")
        {
            Description = "Show help and examples.",
            Action = new ExamplesHelp(new HelpAction { MaxWidth = Screen.UsualWidth }),
        });
        root.Options.OfType<VersionOption>().Single().Description = "Show the version.";
    }

    public override int Invoke(ParseResult parseResult)
    {
        if (parseResult.CommandResult.Command is LabRoot root)
        {
            RootHelp.Write(parseResult.InvocationConfiguration.Output, root);
            return ExitCode.Done;
        }

        usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is IWithExamples { Examples: { Count: > 0 } examples })
            Write(parseResult.InvocationConfiguration.Output, examples);
        return ExitCode.Done;
    }

    private static void Write(TextWriter output, IReadOnlyList<(string Line, string Does)> examples)
    {
        var width = examples.Max(example => example.Line.Length);
        output.WriteLine("Examples:");
        foreach (var (line, does) in examples)
        {
            if (width + does.Length + 4 <= Screen.UsualWidth)
                output.WriteLine($"  {line.PadRight(width)}  {does}");
            else
                output.WriteLine($"  {line}\n      {does}");
        }

        output.WriteLine();
    }
}
