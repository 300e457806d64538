namespace BackendLabs.Labs.Tests;

public sealed class VeryBrokenLab
{
    /// <summary>What an author reads, in <c>Golden/very-broken-lab.txt</c>; <c>BACKENDLABS_ACCEPT=1</c> renews it.</summary>
    [Test]
    public void All_mistakes_of_a_very_broken_lab_are_named_at_once()
    {
        using var root = LabRoot.WithLab();
        root.Delete("after.md");
        root.Delete("solutions/reference.csx");
        root.Write($"{LabRoot.Id}/notes.txt", "later");
        root.Write($"{LabRoot.Id}/wrong/Bad Name.csx", "x");
        root.Write($"{LabRoot.Id}/wrong/no-header.csx", "int Answer() => 41;\n");
        root.Write($"{LabRoot.Id}/starter.csx", [0xFF, 0xFE, 0x41, 0x00]);
        root.Write(
            $"{LabRoot.Id}/lab.yaml",
            """
            format: 3
            id: cache-aside
            version: two
            titel: Read through a cache
            concepts: caching
            prerequisites: [first-key, caching/cache-aside]
            difficulty: simple
            minutes: 500
            minutes: 20
            services: { db: sqlit, cache: { kind: redis, script: true } }
            uses: [shopp]
            entries:
              - "async Task<Product> GetProduct(SqliteConnection db, int)"
              - "int Count(SqliteConnection db"
              - [a]
            limits: { wall: 2h, memory: 1MB, output: 64 }
            hints:
              - { after: first, text: 7 }
              - Think.
            changes:
              - { version: 1, digest: 123456789012, note: First version }

            """);
        Golden.Expect("very-broken-lab.txt", string.Concat(root.ReadProblems().Select(problem =>
            $"{problem.File}{(problem.Line is { } line ? $":{line}:{problem.Column}" : "")}\n  {problem.Message}\n  {problem.Suggestion}\n")));
    }
}

/// <summary>Compares with a file that is read in review.</summary>
internal static class Golden
{
    public static void Expect(string name, string actual)
    {
        var path = Repository.Golden(name);
        if (Environment.GetEnvironmentVariable("BACKENDLABS_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }
        Assert.That(actual, Is.EqualTo(File.ReadAllText(path)), $"BACKENDLABS_ACCEPT=1 renews {name}");
    }
}
