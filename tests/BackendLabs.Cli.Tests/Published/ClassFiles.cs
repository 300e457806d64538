namespace BackendLabs.Cli.Tests.Published;

/// <summary>A class's file and what the published command makes of it.</summary>
internal sealed class ClassFiles
{
    private const string Class =
        """
        format: 1
        id: autumn
        name: Autumn
        staff:
          - { id: grace, name: "Hopper, Grace" }
        students:
          - { id: ada, name: Ada Lovelace }
          - { id: 0042, name: =HYPERLINK("x") }

        """;

    private PublishedLab _lab = null!;

    private string Path => System.IO.Path.Combine(_lab.Home, "class.yaml");

    [SetUp]
    public void Begin() => _lab = new PublishedLab();

    [TearDown]
    public void End() => _lab.Dispose();

    [Test]
    public async Task Links_and_codes_are_printed_for_a_spreadsheet_and_the_same_each_time()
    {
        await File.WriteAllTextAsync(Path, Class);
        var first = await _lab.RunAsync("cohort", "links", "class.yaml", "--address", "https://labs.school.org/");
        var again = await _lab.RunAsync("cohort", "links", "class.yaml", "--address", "https://labs.school.org/");

        Assert.That(first.ExitCode, Is.EqualTo(ExitCode.Done), first.Error);
        Assert.That(again.Output, Is.EqualTo(first.Output));
        var lines = first.Output.TrimEnd().Split('\n');
        Assert.That(lines[0], Is.EqualTo("id,name,link,code"));
        Assert.That(lines, Has.Some.Match("^grace,\"Hopper, Grace\",https://labs\\.school\\.org/join/[A-Za-z0-9_-]{27},[0-9A-Z]{4}-[0-9A-Z]{4}$"));
        Assert.That(lines, Has.Some.StartsWith("0042,\"'=HYPERLINK(\"\"x\"\")\","), "No formula for a spreadsheet.");
    }

    [Test]
    public async Task Who_left_the_file_stays_until_erased()
    {
        await File.WriteAllTextAsync(Path, Class);
        await _lab.RunAsync("cohort", "links", "class.yaml");
        await File.WriteAllTextAsync(Path, Class.Replace("  - { id: ada, name: Ada Lovelace }\n", "", StringComparison.Ordinal));

        var links = await _lab.RunAsync("cohort", "links", "class.yaml");
        Assert.That(links.Error, Does.Contain("Ada Lovelace (ada) is not in class.yaml any more and stays"));
        Assert.That(links.Output, Does.Contain("\nada,"));
        Assert.That((await _lab.RunAsync("cohort", "erase", "class.yaml", "ada")).ExitCode, Is.EqualTo(ExitCode.Usage), "Nobody is there to be asked.");
        Assert.That((await _lab.RunAsync("cohort", "erase", "class.yaml", "ada", "--yes")).ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That((await _lab.RunAsync("cohort", "links", "class.yaml")).Output, Does.Not.Contain("\nada,"));
    }

    [TestCase("up", "--no-install", "--cohort", "class.yaml")]
    [TestCase("serve", "--cohort", "class.yaml")]
    [TestCase("cohort", "links", "class.yaml")]
    public async Task All_mistakes_of_the_file_are_told_at_once_and_nothing_is_started(params string[] command)
    {
        await File.WriteAllTextAsync(Path, Class.Replace("id: ada", "id: a b", StringComparison.Ordinal).Replace("staff:", "staf:", StringComparison.Ordinal));

        var answer = await _lab.RunAsync(command);

        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.Usage), answer.Error);
        Assert.That(answer.Error, Does.Contain("class.yaml has 2 mistakes").And.Contain("class.yaml:4:1: `staf` is not a field").And.Contain("class.yaml:7:11:").And.Not.Contain("   at "));
    }

    [Test]
    public async Task A_file_that_is_not_there_is_named()
    {
        var answer = await _lab.RunAsync("cohort", "links", "nowhere.yaml");

        Assert.That((answer.ExitCode, answer.Error), Is.EqualTo((ExitCode.Usage, answer.Error)));
        Assert.That(answer.Error, Does.Contain("nowhere.yaml"));
    }
}
