namespace BackendLabs.Testing.Web;

/// <summary>The smallest lab as somebody's own, at work: in a root and a catalogue with nothing else.</summary>
internal sealed class AuthorsLab : IDisposable
{
    public const string Id = "mine/first-look";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("lab-author-");

    public AuthorsLab()
    {
        var from = Path.Combine(PublishedApp.Clone, "labs", Answers.FirstPass);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(Folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.WriteAllText(to, File.ReadAllText(file).Replace(Answers.FirstPass, Id, StringComparison.Ordinal));
        }

        File.WriteAllText(Path.Combine(_root.FullName, "catalog.yaml"), """
            format: 1
            tracks:
              - id: mine
                title: Mine
                summary: At work.
                labs: [first-look]

            """);
    }

    public string Folder => Path.Combine(_root.FullName, Id);

    public string Definition => Path.Combine(Folder, "lab.yaml");

    /// <summary>The variables by which a site shows it to its author.</summary>
    public IReadOnlyDictionary<string, string> Variables =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["BACKENDLABS_LABS"] = _root.FullName, ["BACKENDLABS_PREVIEW"] = Folder };

    public void Dispose() => _root.Delete(recursive: true);
}
