using BackendLabs.Contract.Services;

namespace BackendLabs.Labs.Reading;

/// <summary>Reads the files of a lab's folder, and of shared ones; logs what is missing, stray or no text.</summary>
internal sealed class LabFolder(string root, string id, ProblemLog log)
{
    private static readonly string[] Required =
        ["lab.yaml", "README.md", "after.md", "starter.csx", "checks.csx", "solutions/reference.csx"];

    /// <summary>What a shared folder may hold, and a lab's own.</summary>
    private static readonly string[] Optional = [.. ServiceKinds.SeedFiles, "contract.csx"];

    private static readonly string[] NotFree = ["after.md", "solutions/", "wrong/"];

    private readonly SortedDictionary<string, LabText> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public string Path { get; } = System.IO.Path.Combine(root, id.Replace('/', System.IO.Path.DirectorySeparatorChar));

    /// <summary>Every readable file, shared ones too, by path.</summary>
    public IEnumerable<LabText> Texts => _texts.Values;

    public LabText? Find(string path) => _texts.GetValueOrDefault(path);

    public FileLog LogOf(string path) => log.For(path.StartsWith("_shared/", StringComparison.Ordinal) ? path : $"{id}/{path}");

    /// <summary>False, with the problem logged, where there is no such folder.</summary>
    public bool Read()
    {
        for (var folder = new DirectoryInfo(Path); folder is not null && folder.FullName.Length > System.IO.Path.GetFullPath(root).Length; folder = folder.Parent)
        {
            if (TextFile.RefuseLink(folder, log.For(id))) return false;
        }
        if (!Directory.Exists(Path))
        {
            log.Add(id, null, "There is no such folder.", $"Make the lab with `lab new {id}`, or correct the id.");
            return false;
        }
        foreach (var entry in Entries(Path, LogOf("lab.yaml"))) ReadEntry(entry);
        return true;
    }

    /// <summary>Compares the files with those that a lab of this kind has.</summary>
    /// <param name="isFree">Whether it expects nothing, and so has no answers.</param>
    public void CheckFiles(bool isFree)
    {
        foreach (var missing in Required.Where(path => !_seen.Contains(path) && !(isFree && IsNotFree(path))))
            LogOf(missing).Add(null, $"The file {missing} is missing.", Purpose(missing));
        foreach (var useless in _seen.Where(path => isFree && IsNotFree(path)))
            LogOf(useless).Add(null, "Free code has no right or wrong answers, and nothing to say after passing.", "Remove the file, or `free` from lab.yaml.");
    }

    private static bool IsNotFree(string path) => NotFree.Any(start => path.StartsWith(start, StringComparison.Ordinal));

    /// <summary>Reads a shared folder's seed and contract.</summary>
    /// <param name="place">Of the name in <c>lab.yaml</c>.</param>
    public void ReadShared(string name, Place place)
    {
        var folder = new DirectoryInfo(System.IO.Path.Combine(root, "_shared", name));
        if (!folder.Exists)
        {
            var near = Directory.Exists(folder.Parent!.FullName)
                ? NearestName.Of(name, folder.Parent.EnumerateDirectories().Select(other => other.Name))
                : null;
            LogOf("lab.yaml").Add(
                place,
                $"There is no folder _shared/{name}.",
                near is null ? $"Make it, with {string.Join(" or ", Optional.Select(file => $"a {file}"))}; or remove `{name}`." : $"Did you mean `{near}`?");
            return;
        }
        if (TextFile.RefuseLink(folder, LogOf($"_shared/{name}"))) return;
        foreach (var entry in Entries(folder.FullName, LogOf($"_shared/{name}")))
        {
            var path = $"_shared/{name}/{entry.Name}";
            if (entry is FileInfo file && Optional.Contains(file.Name)) ReadText(file, path);
            else LogOf(path).Add(null, $"A shared folder holds {string.Join(", ", Optional[..^1])} and {Optional[^1]}, nothing else.", "Remove it.");
        }
    }

    private static IEnumerable<FileSystemInfo> Entries(string folder, FileLog log)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        }
        catch (UnauthorizedAccessException)
        {
            log.Add(null, "The folder cannot be read.", "Make it readable (`chmod u+rx`).");
            return [];
        }
    }

    private void ReadEntry(FileSystemInfo entry)
    {
        if (entry is FileInfo file)
        {
            // Made from the lab by `lab transcript`, so it is no part of what the lab is, nor of its digest.
            if (file.Name == "transcript.md") TextFile.RefuseLink(file, LogOf(file.Name));
            else if (IsOfFormat(file.Name)) ReadText(file, file.Name);
            else RefuseStray(file.Name);
        }
        else if (entry.Name is not ("solutions" or "wrong"))
        {
            LogOf(entry.Name).Add(null, "A lab holds no such folder.", "Remove it; the folders are solutions and wrong.");
        }
        else if (!TextFile.RefuseLink(entry, LogOf(entry.Name)))
        {
            foreach (var inner in Entries(entry.FullName, LogOf(entry.Name))) ReadAnswer(inner, $"{entry.Name}/{inner.Name}");
        }
    }

    private void ReadAnswer(FileSystemInfo entry, string path)
    {
        var stem = System.IO.Path.GetFileNameWithoutExtension(entry.Name);
        if (entry is not FileInfo file || file.Extension != ".csx")
            LogOf(path).Add(null, "Only .csx files belong here.", "Remove it, or rename it if it is an answer.");
        else if (!LabNames.IsWords(stem))
            LogOf(path).Add(null, $"An answer's name is {LabNames.WordsForm}.", $"Rename it to {LabNames.ToWords(stem)}.csx.");
        else
            ReadText(file, path);
    }

    private void ReadText(FileInfo file, string path)
    {
        _seen.Add(path);
        if (TextFile.Read(file, LogOf(path)) is { } text) _texts.Add(path, new LabText(path, text));
    }

    private static bool IsOfFormat(string name) =>
        Required.Contains(name) || Optional.Contains(name) || IsTranslation(name);

    /// <summary><c>README.de.md</c>, <c>README.pt-BR.md</c>.</summary>
    public static bool IsTranslation(string name)
    {
        if (!name.StartsWith("README.", StringComparison.Ordinal) || !name.EndsWith(".md", StringComparison.Ordinal) || name.Length < 12) return false;
        var language = name["README.".Length..^".md".Length].Split('-');
        return language.Length <= 2
            && language[0].Length is 2 or 3 && language[0].All(char.IsAsciiLetterLower)
            && (language.Length == 1 || (language[1].Length is >= 2 and <= 4 && language[1].All(char.IsAsciiLetter)));
    }

    private void RefuseStray(string name)
    {
        var near = NearestName.Of(name, Required.Concat(Optional).Where(path => !path.Contains('/', StringComparison.Ordinal) && !File.Exists(System.IO.Path.Combine(Path, path))));
        LogOf(name).Add(null, "This file does not belong to a lab.", near is null ? "Remove it." : $"Rename it to {near}, or remove it.");
    }

    private static string Purpose(string path) => path switch
    {
        "lab.yaml" => "Write the definition; begin with `format: 1`.",
        "README.md" => "Write the lesson.",
        "after.md" => "Write what is shown after passing: the idea in three sentences, the common mistake, one question.",
        "starter.csx" => "Write what a student begins with: the entries, with bodies that compile.",
        "checks.csx" => "Write the checks.",
        _ => "Write the answer that must pass.",
    };
}
