using System.CommandLine;
using BackendLabs.Cli.Library;
using BackendLabs.Cli.Screens;
using BackendLabs.Labs;
using BackendLabs.Labs.Files;

namespace BackendLabs.Cli.Learning;

internal static class StartCommand
{
    public static Command Create(CommandContext context)
    {
        var lab = LabNames.Argument(context, "The lab; without it, the next one.");
        var to = new Option<string?>("--to") { Description = "Where its folder is made; without it, ~/backendlabs/<track>/.", HelpName = "DIR" };
        return new LabCommand(
            "start", "Begin the next lab, or the one you name, in a folder of your own.",
            ("lab start", "The next lab"),
            ("lab start cache-aside", "That lab, in ~/backendlabs/caching/cache-aside"),
            ("lab start cache-aside --to .", "In ./cache-aside: starter, lesson, editor's project"))
        {
            lab, to,
        }.Does((line, cancellationToken) => RunAsync(context, line.GetValue(lab), line.GetValue(to), cancellationToken));
    }

    private static async Task<int> RunAsync(CommandContext context, string? named, string? to, CancellationToken cancellationToken)
    {
        await BeginAsync(context, named is null ? Next(context) : context.Labs.Find(named), to, cancellationToken);
        return ExitCode.Done;
    }

    /// <summary>Makes the folder, and says what is in it.</summary>
    /// <param name="to">The folder that it is made in; null for the usual place, or the one of before.</param>
    public static async Task BeginAsync(CommandContext context, CatalogLab entry, string? to, CancellationToken cancellationToken)
    {
        var lab = LabLibrary.Load(entry);
        var folder = to is null
            ? context.Progress.Ask(store => store.FolderOf(lab.Id), null) ?? WorkFolder.UsualPlace(context, entry)
            : Path.Combine(Path.GetFullPath(to, context.Paths.CurrentFolder), entry.Name);
        // Nobody who shares the machine reads answers over a shoulder; a place that was named is made as its owner makes folders.
        var kept = Write(context, lab, folder, to is null ? place => PrivateFolder.Make(place) : place => Directory.CreateDirectory(place));
        context.Progress.Tell(store =>
        {
            store.Started(lab.Id, folder, context.Time.GetUtcNow());
            store.CurrentLab = lab.Id;
        });
        Tell(context, lab, folder, kept);
        await context.Shared.ExchangeDraftAsync(entry, folder, cancellationToken);
    }

    private static CatalogLab Next(CommandContext context) =>
        NextLab.OrNull(context)
        ?? throw new UsageException("You have passed every lab there is.", "Name the one to do again: `lab start LAB`; `lab list` shows them.");

    /// <returns>Whether there was an answer already, which is never overwritten.</returns>
    private static bool Write(CommandContext context, Lab lab, string folder, Action<string> make)
    {
        try
        {
            make(folder);
            WorkFolder.WriteCompanions(folder, lab, context.Paths.AppFolderOrNull);
            var answer = Path.Combine(folder, WorkFolder.Answer);
            if (Path.Exists(answer))
                return true;
            // CreateNew: whatever another command writes at the same moment is not overwritten either.
            using var stream = new FileStream(answer, FileMode.CreateNew, FileAccess.Write);
            stream.Write(System.Text.Encoding.UTF8.GetBytes(lab.Texts.Starter.Text));
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            throw new UsageException($"{folder} cannot be written: no permission.", "Choose another place with --to DIR.");
        }
        catch (IOException error)
        {
            throw new UsageException($"{folder} cannot be written: {error.Message}", "Make room there, or choose another place with --to DIR.");
        }
    }

    private static void Tell(CommandContext context, Lab lab, string folder, bool kept)
    {
        context.Screen.Render(Ink.Stack(
        [
            Ink.Text(("→ ", Ink.Warn), (lab.Title, Ink.Strong), ($"  {lab.Id}{Ink.NoBreak}· {lab.Minutes}{Ink.NoBreak}min", Ink.Quiet)),
            Ink.Blank,
            Ink.Text(folder, Ink.Code),
            .. Files(lab, kept),
            Ink.Blank,
            Ink.Text(("Read     ", Ink.Quiet), ($"lab show {lab.Name}", Ink.Code), ("   and in your editor: ", Ink.Quiet), ("lab open", Ink.Code)),
            Ink.Text(("Check    ", Ink.Quiet), ("lab check", Ink.Code), ("   or on every save: ", Ink.Quiet), ("lab watch", Ink.Code)),
            .. kept ? [Ink.Text(("Afresh   ", Ink.Quiet), ($"lab reset {lab.Name}", Ink.Code))] : Array.Empty<Spectre.Console.Rendering.IRenderable>(),
        ]));
    }

    private static IEnumerable<Spectre.Console.Rendering.IRenderable> Files(Lab lab, bool kept)
    {
        yield return Line(WorkFolder.Answer, kept ? "your answer, as you left it" : "write your answer here");
        yield return Line(WorkFolder.Lesson, "the lesson");
        if (lab.Texts.Contract.Count > 0)
            yield return Line("contract.cs", "the types that your answer and the checks share");
        yield return Line($"{lab.Name}.csproj", "for your editor");
    }

    private static Prefixed Line(string name, string what) => Prefixed.Indented(Ink.Text((name.PadRight(24), Ink.Plain), (" " + what, Ink.Quiet)));
}
