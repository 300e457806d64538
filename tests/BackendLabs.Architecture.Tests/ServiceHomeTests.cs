using System.Text.RegularExpressions;
using BackendLabs.Contract.Services;

namespace BackendLabs.Architecture.Tests;

/// <summary>What is particular to a kind of service stands in folders of its name, below <c>Services/</c>.</summary>
internal sealed partial class ServiceHomeTests
{
    /// <summary>Literals that are spelt like a kind and mean something else, or belong to a form that is fixed.</summary>
    private static readonly (string File, string Literal, string Reason)[] Exceptions =
    [
        ("src/BackendLabs.Cli/Serving/CohortCommand.cs", "http", "A URI's scheme."),
        ("src/BackendLabs.Cli/Serving/SupervisionPlan.cs", "http", "A URI's scheme."),
        ("src/BackendLabs.Labs/LabLinks.cs", "http", "A URI's scheme."),
        ("src/BackendLabs.Cli/Machine/SetupEngine.cs", "docker", "The name of a systemd unit."),
        ("src/BackendLabs.Store/Databases/SqliteStoreDatabase.cs", "sqlite", "The store's own database."),
        ("src/BackendLabs.Store/Databases/PostgresStoreDatabase.cs", "postgres", "The store's own database."),
        ("src/BackendLabs.Sandbox/RuntimeImage.cs", "redis", "A folder of an image's file system."),
        ("src/BackendLabs.Judge/Services/Docker/JudgeContainers.cs", "http", "What a check does with a container."),
        ("src/BackendLabs.DockerGate/GateLedger.cs", "docker", "The whole project is the gate of this service."),
        ("src/BackendLabs.Labs/Evidence/FactsFromJson.cs", "sqlite", "A field of records, whose form is fixed."),
        ("src/BackendLabs.Labs/Evidence/FactsFromJson.cs", "redis", "A field of records, whose form is fixed."),
        ("src/BackendLabs.Cli/Checking/WorldJson.cs", "redis", "A form of snapshots in reports: keys."),
    ];

    private static readonly IReadOnlyList<string> Folders = [.. ServiceKinds.All.Select(home => home.GetType().Namespace!.Split('.')[^1])];

    private static IEnumerable<ProjectFile> ProjectsWithHomes =>
        Repository.Sources.Where(project => project.Xml.Descendants("Compile").Any(item => item.Attribute("Include")?.Value == "../ServiceList.cs"));

    [Test]
    public void The_name_of_a_kind_is_written_in_its_homes_only()
    {
        var strays = Literals().Where(found => !Exceptions.Any(known => known.File == found.File && known.Literal == found.Literal));

        Assert.That(strays.Select(found => $"{found.File}:{found.Line}: {found.Literal}"), Is.Empty,
            "Ask ServiceKinds, or move the code into Services/<Kind>/ and take the home's constant.");
    }

    [Test]
    public void Every_exception_is_needed()
    {
        var found = Literals().Select(literal => (literal.File, literal.Literal)).ToHashSet();

        Assert.That(Exceptions.Where(known => !found.Contains((known.File, known.Literal))).Select(known => $"{known.File}: {known.Literal}"), Is.Empty,
            "Remove these lines.");
    }

    [Test]
    public void A_kind_is_spelt_like_its_folder() =>
        Assert.That(ServiceKinds.All.Select(home => home.Kind), Is.EqualTo(Folders.Select(folder => folder.ToLowerInvariant())));

    /// <summary>The list is compiled into the project, so a missing home does not compile. This looks at where they are.</summary>
    [TestCaseSource(nameof(ProjectsWithHomes))]
    public void A_project_with_homes_has_one_for_each_kind(ProjectFile project)
    {
        var services = $"src/{project.Name}/Services/";
        var wanted = Folders.Select(folder => $"{services}{folder}/{folder}Home.cs").Prepend(services + "ServiceHome.cs");

        Assert.That(wanted, Is.SubsetOf(Repository.Files));
        foreach (var folder in Folders)
        {
            var home = File.ReadAllText(Repository.Absolute($"{services}{folder}/{folder}Home.cs"));
            Assert.That(home, Does.Contain($"namespace {project.Name}.Services.{folder};").And.Contains($"sealed class {folder}Home"));
        }
    }

    /// <summary>So a reader who knows one project finds a kind's code in all of them.</summary>
    [TestCaseSource(nameof(ProjectsWithHomes))]
    public void A_folder_named_after_a_kind_stands_below_Services(ProjectFile project)
    {
        var strays = Repository.Files
            .Where(file => file.StartsWith($"src/{project.Name}/", StringComparison.Ordinal))
            .Select(file => file[..file.LastIndexOf('/')])
            .Where(folder => Folders.Contains(folder[(folder.LastIndexOf('/') + 1)..]) && !folder.Contains("/Services/", StringComparison.Ordinal))
            .Distinct();

        Assert.That(strays, Is.Empty);
    }

    private static IEnumerable<(string File, int Line, string Literal)> Literals()
    {
        var names = ServiceKinds.All.SelectMany(home => home.Options.Select(option => option.Name).Prepend(home.Kind)).ToHashSet(StringComparer.Ordinal);
        return
            from file in Repository.Files
            where IsCode(file)
            from line in File.ReadLines(Repository.Absolute(file)).Select((text, index) => (Text: text, Number: index + 1))
            where !line.Text.TrimStart().StartsWith("//", StringComparison.Ordinal)
            from literal in Literal().Matches(line.Text).Select(match => match.Groups["text"].Value)
            where names.Contains(literal) && !IsInHomeOf(file, literal)
            select (file, line.Number, literal);
    }

    private static bool IsCode(string file) =>
        file.StartsWith("src/", StringComparison.Ordinal)
        && (Path.GetExtension(file) is ".cs" or ".razor" || (Path.GetExtension(file) == ".js" && file.Contains("/wwwroot/js/", StringComparison.Ordinal)));

    private static bool IsInHomeOf(string file, string name) =>
        ServiceKinds.All.Zip(Folders).Any(pair =>
            (pair.First.Kind == name || pair.First.Options.Any(option => option.Name == name)) && file.Contains($"/Services/{pair.Second}/", StringComparison.Ordinal));

    /// <summary>A string of lower-case letters alone, in the quotes of C# or of JavaScript.</summary>
    [GeneratedRegex(@"(?<quote>[""'`])(?<text>[a-z]+)\k<quote>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Literal();
}
