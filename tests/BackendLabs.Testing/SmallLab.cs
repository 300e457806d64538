using System.Globalization;
using System.Text;
using BackendLabs.Labs;
using NUnit.Framework;

namespace BackendLabs.Testing;

/// <summary>A lab of a few lines for one test: written to a folder of its own, read as any lab is, and removed again.</summary>
public sealed record SmallLab
{
    public const string Id = "tests/small";

    /// <summary>Signatures, as <c>entries</c> of lab.yaml.</summary>
    public IReadOnlyList<string> Entries { get; init; } = ["int Twice(int number)"];

    public string Checks { get; init; } = """
        Check("doubles", points: 1, "doubles a number", async () =>
            Expect(await Snippet.CallAsync<int>("Twice", 21), Is.EqualTo(42), "Twice of 21."));
        """;

    public string Reference { get; init; } = "int Twice(int number) => number * 2;";

    public string Starter { get; init; } = "int Twice(int number) => 0;";

    public string Lesson { get; init; } = "# A small lab\n\nFor one test.\n";

    public string? Contract { get; init; }

    public string? Seed { get; init; }

    /// <summary>As <c>services</c> of lab.yaml: <c>{ db: sqlite }</c>.</summary>
    public string Services { get; init; } = "{}";

    public string Limits { get; init; } = "{ wall: 4s, memory: 256MB, output: 16KB }";

    /// <summary>By file name, without the two lines of comment at the top.</summary>
    public IReadOnlyDictionary<string, (string Fails, string Text)> Wrong { get; init; } = new Dictionary<string, (string, string)>();

    public IReadOnlyDictionary<string, string> Alternatives { get; init; } = new Dictionary<string, string>();

    /// <summary>As lines of <c>hints</c>.</summary>
    public string Hints { get; init; } = "";

    /// <summary>As items of <c>rules</c>; null for a lab that states none.</summary>
    public IReadOnlyList<string>? Rules { get; init; }

    /// <summary>As items of <c>waivers</c>.</summary>
    public IReadOnlyList<string> Waivers { get; init; } = [];

    public Lab Read()
    {
        var root = Directory.CreateTempSubdirectory("small-lab-");
        try
        {
            return PutInto(root.FullName);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    /// <summary>Makes a folder a root of labs, with this one in it.</summary>
    public Lab PutInto(string root)
    {
        foreach (var (path, text) in Files())
            Write(Path.Combine(root, Id, path), text);
        Write(Path.Combine(root, "catalog.yaml"), "format: 1\ntracks:\n  - id: tests\n    title: Tests\n    summary: For one test.\n    labs: [small]\n");
        return LabReader.Read(root, Id) switch
        {
            LabReading.Good good => good.Lab,
            LabReading.Bad bad => throw new AssertionException(string.Join('\n', bad.Problems)),
            var other => throw new InvalidOperationException(other.ToString()),
        };
    }

    private IEnumerable<(string Path, string Text)> Files()
    {
        List<LabText> decisive = [new("checks.csx", Ended(Checks))];
        if (Contract is not null)
            decisive.Add(new LabText("contract.csx", Ended(Contract)));
        if (Seed is not null)
            decisive.Add(new LabText("seed.sql", Ended(Seed)));
        yield return ("lab.yaml", Yaml(LabDigest.Of(decisive)[..LabDigest.ShortLength]));
        yield return ("README.md", Lesson);
        yield return ("after.md", "That was it.\n");
        yield return ("starter.csx", Ended(Starter));
        yield return ("solutions/reference.csx", Ended(Reference));
        foreach (var text in decisive)
            yield return (text.Path, text.Text);
        foreach (var (name, text) in Alternatives)
            yield return ($"solutions/{name}.csx", Ended(text));
        foreach (var (name, (fails, text)) in Wrong)
            yield return ($"wrong/{name}.csx", $"// fails: {fails}\n// A mistake.\n{Ended(text)}");
    }

    private string Yaml(string digest)
    {
        var yaml = new StringBuilder();
        yaml.Append(CultureInfo.InvariantCulture, $$"""
            format: 1
            id: {{Id}}
            version: 1
            title: A small lab
            difficulty: easy
            minutes: 1
            services: {{Services}}
            limits: {{Limits}}
            changes:
              - { version: 1, digest: "{{digest}}", note: First version }
            entries:

            """);
        foreach (var entry in Entries)
            yaml.Append(CultureInfo.InvariantCulture, $"  - \"{entry}\"\n");
        if (Hints.Length > 0)
            yaml.Append("hints:\n").Append(Ended(Hints));
        if (Rules is not null)
            yaml.Append("rules:\n").Append(string.Concat(Rules.Select(rule => $"  - {rule}\n")));
        if (Waivers.Count > 0)
            yaml.Append("waivers:\n").Append(string.Concat(Waivers.Select(waiver => $"  - {waiver}\n")));
        return yaml.ToString();
    }

    private static string Ended(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";

    private static void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
