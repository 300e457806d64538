namespace BackendLabs.Labs.Tests;

/// <summary>A root of labs in a folder of its own, removed with the test.</summary>
internal sealed class LabRoot : IDisposable
{
    public const string Id = "caching/cache-aside";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labs-");

    public string Path => _folder.FullName;

    /// <summary>A root with one whole lab, and what it uses.</summary>
    public static LabRoot WithLab()
    {
        var root = new LabRoot();
        root.WriteLab(Id);
        return root;
    }

    public static string Yaml(string id, string? digest = null) =>
        $$"""
        # yaml-language-server: $schema=../../lab.schema.json
        format: 1
        id: {{id}}
        version: 1
        title: Read through a cache
        concepts: [caching.cache-aside]
        prerequisites: []
        difficulty: easy
        minutes: 20
        services: { db: sqlite, cache: redis }
        uses: [shop]
        entries:
          - "Product GetProduct(SqliteConnection db, IDatabase cache, int id)"
        limits: { wall: 5s, memory: 256MB, output: 64KB }
        hints:
          - { after: 1, text: "What should happen the second time?" }
          - { after: 3, text: "Look in the cache first.", check: served-from-cache }
        changes:
          - { version: 1, digest: "{{digest ?? Digest}}", note: First version }

        """;

    /// <summary>The digest of the checks that <see cref="WriteLab"/> writes.</summary>
    public static string Digest { get; } = LabDigest.OfChecks(
    [
        new LabText("checks.csx", Checks),
        new LabText("contract.csx", Contract),
        new LabText("seed.sql", Seed),
        new LabText("_shared/shop/seed.sql", SharedSeed),
    ]);

    private const string Checks = "Check(\"served-from-cache\", points: 3, \"answers from the cache\", async () => { });\n";
    private const string Contract = "public record Product(int Id, string Name);\n";
    private const string Seed = "insert into product values (1, 'tea');\n";
    private const string SharedSeed = "create table product (id integer primary key, name text);\n";

    public void WriteLab(string id)
    {
        Write("_shared/shop/seed.sql", SharedSeed);
        Write($"{id}/lab.yaml", Yaml(id));
        Write($"{id}/README.md", "# Read through a cache\n\nWhy it matters.\n");
        Write($"{id}/after.md", "The idea in three sentences.\n");
        Write($"{id}/starter.csx", "Product GetProduct(SqliteConnection db, IDatabase cache, int id) => throw new();\n");
        Write($"{id}/contract.csx", Contract);
        Write($"{id}/checks.csx", Checks);
        Write($"{id}/seed.sql", Seed);
        Write($"{id}/solutions/reference.csx", "// the answer\n");
        Write($"{id}/solutions/alternative.csx", "// another answer\n");
        Write($"{id}/wrong/never-fills.csx", "// fails: served-from-cache\n// Reads the cache but never fills it.\n");
    }

    public void Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    public void Write(string path, byte[] bytes)
    {
        var file = new FileInfo(System.IO.Path.Combine(Path, path));
        file.Directory!.Create();
        File.WriteAllBytes(file.FullName, bytes);
    }

    /// <summary>Edits a file of the lab; fails where there is nothing to replace.</summary>
    public void Edit(string path, string old, string replacement)
    {
        var file = System.IO.Path.Combine(Path, Id, path);
        var text = File.ReadAllText(file);
        Assert.That(text, Does.Contain(old));
        File.WriteAllText(file, text.Replace(old, replacement, StringComparison.Ordinal));
    }

    /// <summary>What the digest of the checks is taken over, as the lab is now.</summary>
    public IEnumerable<LabText> ReadTexts()
    {
        var uses = File.ReadAllText(System.IO.Path.Combine(Path, Id, "lab.yaml")).Contains("uses: [shop]", StringComparison.Ordinal);
        string[] shared = uses ? ["_shared/shop/seed.sql"] : [];
        return shared.Concat(["checks.csx", "contract.csx", "seed.sql"])
            .Select(path => (path, file: System.IO.Path.Combine(Path, path[0] is '_' ? "" : Id, path)))
            .Where(pair => File.Exists(pair.file))
            .Select(pair => new LabText(pair.path, File.ReadAllText(pair.file)));
    }

    public void Delete(string path) => File.Delete(System.IO.Path.Combine(Path, Id, path));

    public Lab ReadGood() => LabReader.Read(Path, Id) switch
    {
        LabReading.Good good => good.Lab,
        LabReading.Bad bad => throw new AssertionException(string.Join('\n', bad.Problems)),
        _ => throw new InvalidOperationException(),
    };

    public IReadOnlyList<LabProblem> ReadProblems() =>
        LabReader.Read(Path, Id) is LabReading.Bad bad ? bad.Problems : [];

    public void Dispose() => _folder.Delete(recursive: true);
}
