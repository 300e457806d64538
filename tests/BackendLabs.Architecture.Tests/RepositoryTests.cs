using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace BackendLabs.Architecture.Tests;

internal sealed partial class RepositoryTests
{
    private static readonly string[] TopLevel =
    [
        ".ci", ".editorconfig", ".gitattributes", ".gitignore",
        "BackendLabs.sln", "BannedSymbols.txt", "CONTRIBUTING.md", "Directory.Build.props", "Directory.Packages.props",
        "LICENSE", "README.md", "SECURITY.md", "deploy", "docker-compose.yml", "docs", "global.json", "lab", "labs", "src", "test.sh", "tests",
    ];

    /// <summary>Written in halves, or this file would name them.</summary>
    private static readonly string[] Assistants =
        ["clau" + "de", "anth" + "ropic", "open" + "ai", "chat" + "gpt", "copi" + "lot", "gem" + "ini", "code" + "ium"];

    [Test]
    public void The_top_level_holds_only_what_is_looked_for_there() =>
        Assert.That(Repository.Files.Select(file => file.Split('/')[0]).Distinct(), Is.SubsetOf(TopLevel),
            "Longer texts belong into docs/; tools stand beside what they serve.");

    [Test]
    public void Package_versions_stand_in_one_file()
    {
        var elsewhere = Repository.Files
            .Where(file => IsBuildFile(file) && file != "Directory.Packages.props")
            .SelectMany(file => XDocument.Load(Repository.Absolute(file)).Descendants()
                .Where(element => element.Name.LocalName is "PackageReference" or "PackageVersion" or "GlobalPackageReference")
                .Where(element => element.Name.LocalName != "PackageReference"
                    || element.Attributes().Concat<XObject>(element.Elements()).Any(IsVersion))
                .Select(element => $"{file}: {element}"));

        Assert.That(elsewhere, Is.Empty, "Versions belong into Directory.Packages.props.");
    }

    [Test]
    public void Lines_end_in_LF() =>
        Assert.That(TextFiles().Where(file => file.Text.Contains('\r', StringComparison.Ordinal)).Select(file => file.Name), Is.Empty,
            "Lab digests and golden files are taken over LF text.");

    /// <summary>The attack suite is free to: it reaches for such places.</summary>
    [Test]
    public void No_file_names_a_place_on_somebodys_machine() =>
        Assert.That(
            Lines().Where(line => !line.File.StartsWith("tests/BackendLabs.Attacks.Tests/", StringComparison.Ordinal))
                .Where(line => MachinePath().IsMatch(line.Text)).Select(line => line.ToString()),
            Is.Empty);

    [Test]
    public void No_file_names_an_assistant() =>
        Assert.That(
            Lines().Where(line => Assistants.Any(name => line.Text.Contains(name, StringComparison.OrdinalIgnoreCase)))
                .Select(line => line.ToString()),
            Is.Empty, "The project speaks of itself alone.");

    // The first letter in brackets keeps this line from matching itself.
    [GeneratedRegex(@"(?<![\w.~*-])(/[w]ork/|/[r]oot/)\w|\b[A-Z]:\\[U]sers\\", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MachinePath();

    private static bool IsBuildFile(string file) =>
        Path.GetExtension(file) is ".csproj" or ".props" or ".targets" or ".proj";

    private static bool IsVersion(XObject part) =>
        (part as XAttribute)?.Name.LocalName is "Version" or "VersionOverride"
        || (part as XElement)?.Name.LocalName is "Version" or "VersionOverride";

    private static IEnumerable<(string Name, string Text)> TextFiles() =>
        Repository.Files
            .Select(file => (file, Text: File.ReadAllText(Repository.Absolute(file))))
            .Where(file => !file.Text.Contains('\0', StringComparison.Ordinal));

    private static IEnumerable<(string File, int Number, string Text)> Lines() =>
        TextFiles().SelectMany(file => file.Text.Split('\n').Select((text, index) => (file.Name, index + 1, text)));
}
