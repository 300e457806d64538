using System.CommandLine;
using BackendLabs.Cli.Library;
using BackendLabs.Cli.Screens;

namespace BackendLabs.Cli.Learning;

internal static class ShowCommand
{
    public static Command Create(CommandContext context)
    {
        var lab = LabNames.Argument(context);
        return new LabCommand(
            "show", "Read a lab's lesson.",
            ("lab show", "The current lab's"),
            ("lab show cache-aside | less", "Page by page"))
        {
            lab,
        }.Does(line =>
        {
            var entry = line.GetValue(lab) is { } named ? context.Labs.Find(named) : CurrentLab.OrNull(context) ?? NextLab.OrNull(context)
                ?? throw new UsageException("You have passed every lab.", "Name the one to read again; `lab list` shows them.");
            var read = LabLibrary.Load(entry);
            context.Screen.Render(Ink.Stack([MarkdownView.Of(read.Texts.Lesson.Text), Ink.Blank, Entries(read.Entries.Select(one => one.Signature))]));
            return ExitCode.Done;
        });
    }

    private static Stack Entries(IEnumerable<string> signatures) => Ink.Stack(
        [Ink.Text("Your answer defines", Ink.Quiet), new Verbatim(string.Join('\n', signatures), Ink.Code)]);
}
