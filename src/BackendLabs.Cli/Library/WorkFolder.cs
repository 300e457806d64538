using BackendLabs.Labs;

namespace BackendLabs.Cli.Library;

/// <summary>A student's own folder of a lab: where it is, and what is in it.</summary>
internal static class WorkFolder
{
    public const string Answer = "answer.csx";
    public const string Lesson = "LESSON.md";
    private const string Marker = ".lab";

    /// <summary>The id that the folder was started for; null where it is no such folder.</summary>
    public static string? LabOf(string folder)
    {
        var path = Path.Combine(folder, Marker);
        try
        {
            // Whoever made a file of this name meant it to be short.
            return File.Exists(path) && new FileInfo(path).Length < 1024 ? File.ReadAllText(path).Trim() : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The folder of the student's copy: this one, the one that <c>start</c> remembered, else the usual place.</summary>
    public static string Of(CommandContext context, CatalogLab lab) =>
        LabOf(context.Paths.CurrentFolder) == lab.Id
            ? context.Paths.CurrentFolder
            : context.Progress.Ask(store => store.FolderOf(lab.Id), null) ?? UsualPlace(context, lab);

    public static string UsualPlace(CommandContext context, CatalogLab lab) =>
        Path.Combine(context.Paths.HomeFolder, "backendlabs", lab.Track, lab.Name);

    /// <summary>The files beside the answer, which belong to the lab and are written anew each time.</summary>
    public static void WriteCompanions(string folder, Lab lab, string? appFolder)
    {
        File.WriteAllText(Path.Combine(folder, Marker), lab.Id + "\n");
        File.WriteAllText(Path.Combine(folder, Lesson), lab.Texts.Lesson.Text);
        var contract = Path.Combine(folder, "contract.cs");
        if (lab.Texts.Contract.Count > 0)
            File.WriteAllText(contract, "// The types that your answer and the checks share. For reading: changes here have no effect.\n" + string.Join('\n', lab.Texts.Contract.Select(text => text.Text)));
        else if (File.Exists(contract))
            File.Delete(contract);
        File.WriteAllText(Path.Combine(folder, $"{lab.Name}.csproj"), EditorProject.For(lab, appFolder));
    }
}
