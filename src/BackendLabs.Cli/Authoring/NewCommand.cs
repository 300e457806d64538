using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using BackendLabs.Cli.Screens;
using BackendLabs.Labs;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Authoring;

internal static partial class NewCommand
{
    public static Command Create(CommandContext context)
    {
        var id = new Argument<string>("TRACK/NAME") { Description = "The new lab's id, in lower-case words with hyphens." };
        var with = new Option<string?>("--with") { Description = $"What the lab is about: {string.Join(", ", KindSkeletons.Names)}. Without it, a query of SQLite.", HelpName = "KIND" };
        with.Validators.Add(IsKnown);
        with.CompletionSources.Add([.. KindSkeletons.Names]);
        return new LabCommand(
            "new", "Write a complete small lab for you to edit, and add it to the catalogue.",
            ("lab new databases/upsert", "In the clone's labs folder"),
            ("lab new mine/first --labs ~/my-labs", "In a folder of your own"),
            ("lab new mine/second --with fault", "One whose checks break a service"))
        {
            id, with,
        }.Does(line => Run(context, line.GetValue(id)!, line.GetValue(with)));
    }

    private static void IsKnown(OptionResult result)
    {
        if (result.Tokens is [{ Value: var kind }] && !KindSkeletons.Names.Contains(kind))
            result.AddError($"--with knows no '{kind}'. There are {string.Join(", ", KindSkeletons.Names)}.");
    }

    private static int Run(CommandContext context, string id, string? with)
    {
        if (!Id().IsMatch(id))
            throw new UsageException($"'{id}' is no lab id.", "Write track/name in lower-case words with hyphens, e.g. databases/upsert.");
        var root = context.MoreLabRoots is [.., var named] ? named : context.Labs.Roots.FirstOrDefault()
            ?? throw new UsageException("There is no folder of labs to write to.", "Name one with --labs DIR; it is made where it does not exist.");
        var folder = Path.Combine(root, id);
        if (Path.Exists(folder))
            throw new UsageException($"{folder} exists already.", "Choose another name, or edit what is there.");
        var files = with is null ? LabSkeleton.Files(id) : KindSkeletons.Files(with, id);
        var listed = Write(root, folder, id, files);
        Tell(context, root, folder, id, files, listed);
        return ExitCode.Done;
    }

    private static bool Write(string root, string folder, string id, IReadOnlyList<LabText> files)
    {
        try
        {
            foreach (var file in files)
            {
                var path = Path.Combine(folder, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, file.Text);
            }

            return AddToCatalog(root, id);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{folder} cannot be written: {error.Message}", "Choose another folder with --labs DIR.");
        }
    }

    /// <returns>False where the catalogue is written in a way that is better edited by hand; it is then unchanged.</returns>
    private static bool AddToCatalog(string root, string id)
    {
        var path = Path.Combine(root, "catalog.yaml");
        var before = File.Exists(path) ? File.ReadAllText(path) : null;
        File.WriteAllText(path, CatalogEdit.Add(before ?? "format: 1\ntracks:\n", id));
        if (LabCatalog.Read([root])[id] is not null && LabCatalog.Read([root]).Problems.All(problem => !problem.Message.Contains(id, StringComparison.Ordinal)))
            return true;
        if (before is null)
            File.Delete(path);
        else
            File.WriteAllText(path, before);
        return false;
    }

    private static void Tell(CommandContext context, string root, string folder, string id, IReadOnlyList<LabText> files, bool listed)
    {
        var parts = new List<IRenderable> { Ink.Text(folder, Ink.Code) };
        parts.AddRange(files.Select(file => Prefixed.Indented(Ink.Text((file.Path.PadRight(32), Ink.Plain), (" " + LabSkeleton.Purpose(file.Path), Ink.Quiet)))));
        parts.Add(Ink.Blank);
        if (!listed)
            parts.Add(Ink.Text(("! ", Ink.Warn), ($"Add it to {Path.Combine(root, "catalog.yaml")} by hand: under the track {id.Split('/')[0]}, in labs, write {id.Split('/')[1]}.", Ink.Plain)));
        var where = context.MoreLabRoots.Count > 0 ? $" --labs {root}" : "";
        parts.Add(Ink.Text("It is a small lab that works. Edit it, prove it as you go, and see what students will read:"));
        parts.Add(Prefixed.Indented(Ink.Text($"lab validate {id}{where}", Ink.Code)));
        parts.Add(Prefixed.Indented(Ink.Text($"lab transcript {id}{where}", Ink.Code)));
        context.Screen.Render(Ink.Stack(parts));
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Id();
}
