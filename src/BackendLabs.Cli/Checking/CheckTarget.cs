using BackendLabs.Cli.Library;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Checking;

/// <summary>Which file is checked against which lab.</summary>
/// <param name="Path">Null for standard input.</param>
/// <param name="Shown">The path as the person would write it.</param>
internal sealed record CheckTarget(CatalogLab Lab, string? Path, string Shown)
{
    /// <param name="first">LAB or, alone, FILE; null for the current lab's own copy.</param>
    /// <exception cref="UsageException">The words fit nothing, or two things at once.</exception>
    public static CheckTarget Of(CommandContext context, string? first, string? second)
    {
        if (second is not null)
            return At(context, context.Labs.Find(first!), second);
        if (first is null)
            return OwnCopy(context, CurrentLab.Of(context, null));
        if (IsFile(context, first))
            return FileAlone(context, first);
        return OfFolder(context, first) ?? OwnCopy(context, context.Labs.Find(first));
    }

    // A folder is the lab that it was started for, wherever it is: `lab check .` and `lab check ~/work/cache-aside`.
    private static CheckTarget? OfFolder(CommandContext context, string word)
    {
        var folder = System.IO.Path.GetFullPath(word, context.Paths.CurrentFolder);
        if (!Directory.Exists(folder))
            return null;
        if (CurrentLab.OfFolder(context, folder) is { } lab)
        {
            var answer = System.IO.Path.Combine(folder, WorkFolder.Answer);
            return File.Exists(answer)
                ? new CheckTarget(lab, answer, Short(context, answer))
                : throw new UsageException($"The folder {Short(context, folder)} has no {WorkFolder.Answer}.", $"Write your answer into it, or take the starter again: `lab start {lab.Id}`.");
        }

        return context.Labs.Catalog.Find(word) is LabLookup.NotFound
            ? throw new UsageException($"{word} is a folder, and not one that `lab start` made.", "Name a lab, `lab check LAB`, or an answer in the folder, `lab check LAB FILE`; `lab list` shows the labs.")
            : null;
    }

    /// <summary>The student's own copy, made by <c>start</c>.</summary>
    public static CheckTarget OwnCopy(CommandContext context, CatalogLab lab)
    {
        var path = System.IO.Path.Combine(WorkFolder.Of(context, lab), WorkFolder.Answer);
        return File.Exists(path)
            ? new CheckTarget(lab, path, Short(context, path))
            : throw new UsageException($"You have no answer to {lab.Id} yet: there is no {Short(context, path)}.", $"Begin with `lab start {lab.Id}`, or name your file: `lab check {lab.Id} FILE`.");
    }

    /// <summary>Relative to where the person is, or to their home, where that is shorter.</summary>
    public static string Short(CommandContext context, string path)
    {
        if (context.Paths.Variable("HOME") is { } home && !context.Paths.CurrentFolder.StartsWith(home, StringComparison.Ordinal)
            && path.StartsWith(home + "/", StringComparison.Ordinal))
            return "~" + path[home.Length..];
        var relative = System.IO.Path.GetRelativePath(context.Paths.CurrentFolder, path);
        return relative.Length < path.Length && !relative.StartsWith("../..", StringComparison.Ordinal) ? relative : path;
    }

    /// <summary>Whether it is the student's own copy, which the browser's draft is the other half of.</summary>
    public bool IsOwnCopy(CommandContext context) => Path is not null && Path == System.IO.Path.Combine(WorkFolder.Of(context, Lab), WorkFolder.Answer);

    private static bool IsFile(CommandContext context, string word)
    {
        var path = System.IO.Path.GetFullPath(word, context.Paths.CurrentFolder);
        var looksLikeFile = word == "-" || word.EndsWith(".csx", StringComparison.Ordinal) || word.EndsWith(".cs", StringComparison.Ordinal);
        if (!looksLikeFile && !File.Exists(path))
            return false;
        if (!looksLikeFile && context.Labs.Catalog.Find(word) is LabLookup.Found lab)
            throw new UsageException($"'{word}' is a lab and a file.", $"Name both, `lab check {lab.Id} {word}`, or the lab whole: `lab check {lab.Id}`.");
        return true;
    }

    private static CheckTarget FileAlone(CommandContext context, string word)
    {
        var path = System.IO.Path.GetFullPath(word, context.Paths.CurrentFolder);
        if (word != "-" && !System.IO.Path.Exists(path))
            throw SnippetFile.Absent(path, word);
        var lab = (word == "-" ? null : CurrentLab.OfFolder(context, System.IO.Path.GetDirectoryName(path)!) ?? Around(context, path)) ?? CurrentLab.OrNull(context);
        return lab is null
            ? throw new UsageException($"Which lab is {word} an answer to?", $"Name it: `lab check LAB {word}`; `lab list` shows them all.")
            : At(context, lab, word);
    }

    // labs/caching/cache-aside/wrong/never-fills.csx belongs to caching/cache-aside.
    private static CatalogLab? Around(CommandContext context, string path) =>
        context.Labs.Catalog.AllLabs.FirstOrDefault(lab => path.StartsWith(System.IO.Path.GetFullPath(lab.Folder) + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal));

    private static CheckTarget At(CommandContext context, CatalogLab lab, string word) =>
        word == "-" ? new CheckTarget(lab, null, "standard input") : new CheckTarget(lab, System.IO.Path.GetFullPath(word, context.Paths.CurrentFolder), word);

    public Task<SnippetFile> ReadAsync(CancellationToken cancellationToken) =>
        Path is null ? SnippetFile.ReadStandardInputAsync(cancellationToken) : SnippetFile.ReadAsync(Path, Shown, cancellationToken);
}
