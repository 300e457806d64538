using System.Xml.Linq;

namespace BackendLabs.Architecture.Tests;

/// <summary>One project file and what it says.</summary>
internal sealed record ProjectFile(string Name, string Path, XDocument Xml)
{
    public string AssemblyName =>
        Xml.Descendants("AssemblyName").Select(element => element.Value).FirstOrDefault() ?? Name;

    /// <summary>Names of the projects it references, through the props that it imports too.</summary>
    public IEnumerable<string> References =>
        Imported().Prepend(Xml)
            .SelectMany(xml => xml.Descendants("ProjectReference"))
            .Select(reference => reference.Attribute("Include")!.Value)
            .Select(path => path.Split('/', '\\', ')')[^1].Replace(".csproj", "", StringComparison.Ordinal));

    /// <summary>What a test case is called.</summary>
    public override string ToString() => Name;

    private IEnumerable<XDocument> Imported() =>
        Xml.Descendants("Import")
            .Select(import => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, import.Attribute("Project")!.Value))
            .Where(File.Exists)
            .Select(file => XDocument.Load(file));
}

/// <summary>The clone that these tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<ProjectFile> Sources { get; } = Projects("src");

    public static IReadOnlyList<ProjectFile> Tests { get; } = Projects("tests");

    /// <summary>Every file but those that .gitignore names, relative to the root, with '/'.</summary>
    public static IReadOnlyList<string> Files { get; } = FindFiles();

    public static string Absolute(string file) => Path.Combine(Root, file);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BackendLabs.sln")))
            folder = folder.Parent;
        return folder?.FullName
            ?? throw new InvalidOperationException("These tests read the clone: build them inside one.");
    }

    private static List<ProjectFile> Projects(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => new ProjectFile(Path.GetFileNameWithoutExtension(path), path, XDocument.Load(path)))
            .ToList();

    private static List<string> FindFiles()
    {
        var ignored = File.ReadAllLines(Path.Combine(Root, ".gitignore"));
        var folders = ignored.Where(line => line.EndsWith('/')).Select(line => line.Trim('/')).Append(".git")
            .ToHashSet(StringComparer.Ordinal);
        var endings = ignored.Where(line => line.StartsWith('*')).Select(line => line[1..]).ToArray();

        var found = new List<string>();
        var open = new Stack<string>([Root]);
        while (open.TryPop(out var folder))
        {
            foreach (var inner in Directory.EnumerateDirectories(folder))
            {
                if (!folders.Contains(Path.GetFileName(inner)))
                    open.Push(inner);
            }

            found.AddRange(Directory.EnumerateFiles(folder)
                .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
                .Where(file => !folders.Contains(Path.GetFileName(file)) && !endings.Any(file.EndsWith)));
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }
}
