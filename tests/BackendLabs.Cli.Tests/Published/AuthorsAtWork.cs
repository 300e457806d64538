using System.Diagnostics;
using System.Text.Json;
using BackendLabs.Cli.Machine;

namespace BackendLabs.Cli.Tests.Published;

/// <summary>What an author does in the first half hour, by the published command on live services.</summary>
[Parallelizable]
internal sealed class AuthorsAtWork
{
    private PublishedLab _lab = null!;

    private string Root => Path.Combine(_lab.Home, "own-labs");

    private string Yaml => Path.Combine(Root, "mine", "first", "lab.yaml");

    [SetUp]
    public void Begin() => _lab = new PublishedLab();

    [TearDown]
    public void End() => _lab.Dispose();

    [TestCase("docker")]
    [TestCase("postgres")]
    [TestCase("fault")]
    public async Task A_new_lab_has_no_mistake_as_it_stands(string kind)
    {
        await RunAsync(ExitCode.Done, "new", "mine/first", "--with", kind, "--labs", Root);

        var report = await RunAsync(ExitCode.Done, "validate", "mine/first", "--labs", Root, "--only", "solutions,starter,wrong", "--seeds", "1", "--format", "json");

        Assert.That(report.Output, Does.Not.Contain("\"warnings\""));
    }

    // The mutants of the others take a minute each.
    private static string?[] WithMutants => ProvedLabs.IsFull ? [null, "redis", "http", "docker", "postgres", "fault"] : [null, "redis", "http"];

    [TestCaseSource(nameof(WithMutants))]
    public async Task A_new_lab_is_proved_as_it_stands_mutants_and_all(string? kind)
    {
        await RunAsync(ExitCode.Done, kind is null ? ["new", "mine/first", "--labs", Root] : ["new", "mine/first", "--with", kind, "--labs", Root]);

        var report = await RunAsync(ExitCode.Done, "validate", "mine/first", "--labs", Root, "--format", "json");

        var lab = JsonDocument.Parse(report.Output).RootElement.GetProperty("labs")[0];
        Assert.That(lab.GetProperty("mutation").GetProperty("score").GetDouble(), Is.EqualTo(1), report.Output);
        Assert.That(lab.GetProperty("mutation").GetProperty("waived").GetInt32(), Is.Zero);
        Assert.That(lab.GetProperty("notProved").GetArrayLength(), Is.Zero);
        Assert.That(report.Output, Does.Not.Contain("\"warnings\""));
    }

    [Test]
    public async Task Changed_checks_are_proved_and_noted_by_one_command()
    {
        await RunAsync(ExitCode.Done, "new", "mine/first", "--labs", Root);
        await ReplaceAsync("checks.csx", "points: 1", "points: 2");

        // The line that is missing is all that is wrong, and everything else was proved.
        var stale = await RunAsync(ExitCode.NotPassed, "validate", "mine/first", "--labs", Root, "--no-mutants");
        Assert.That(stale.Output, Does.Contain("The checks have changed since version 1 was").And.Contain("✓ probes").And.Contain("1 problem in 1 of 1 lab").And.Contain("not proved  mutants (--no-mutants)"));
        await RunAsync(ExitCode.Done, "transcript", "mine/first", "--labs", Root);

        // Something else is wrong: nothing is written that would have to be written again.
        await ReplaceAsync("wrong/constant.csx", "// fails: adds-up", "// fails: asks-every-time");
        var before = await File.ReadAllTextAsync(Yaml);
        var wrong = await RunAsync(ExitCode.NotPassed, "validate", "mine/first", "--labs", Root, "--no-mutants", "--note", "Two points each");
        Assert.That(wrong.Error, Does.Contain("Nothing was noted"));
        Assert.That(await File.ReadAllTextAsync(Yaml), Is.EqualTo(before));

        await ReplaceAsync("wrong/constant.csx", "// fails: asks-every-time", "// fails: adds-up");
        await RunAsync(ExitCode.Done, "validate", "mine/first", "--labs", Root, "--no-mutants", "--note", "Two points each");
        Assert.That(await File.ReadAllTextAsync(Yaml), Does.Contain("\nversion: 2\n").And.Contain("- { version: 1,").And.Contain("note: \"Two points each\" }"));
        await RunAsync(ExitCode.Done, "validate", "mine/first", "--labs", Root, "--only", "starter");
    }

    [Test]
    public async Task All_mistakes_are_told_at_once_each_at_its_place_and_the_catalogue_s_too()
    {
        await RunAsync(ExitCode.Done, "new", "mine/first", "--labs", Root);
        await ReplaceAsync("lab.yaml", "prerequisites: []", "prerequisites: [mine/second]");
        await ReplaceAsync("seed.sql", "create table item", "create tabel item");
        await ReplaceAsync("README.md", "Say here", "<b>Say</b> here");
        await ReplaceAsync("checks.csx", "\"adds up the prices\"", "\"\"");
        await ReplaceAsync("starter.csx", "return 0;", "return O;");

        var report = await RunAsync(ExitCode.NotPassed, "validate", "mine/first", "--labs", Root, "--format", "json");

        var json = JsonDocument.Parse(report.Output).RootElement;
        var places = json.GetProperty("problems").EnumerateArray().Concat(json.GetProperty("labs")[0].GetProperty("steps").EnumerateArray().SelectMany(step => step.GetProperty("problems").EnumerateArray()))
            .Select(problem => $"{problem.GetProperty("file").GetString()}:{problem.GetProperty("line").GetRawText()}").Distinct().ToList();
        Assert.That(places, Is.EquivalentTo(new[]
        {
            "mine/first/lab.yaml:7", "mine/first/lab.yaml:22", "mine/first/README.md:3", "mine/first/checks.csx:17", "mine/first/seed.sql:1", "mine/first/starter.csx:4",
        }), report.Output);
    }

    [Test]
    public async Task A_log_gets_a_line_at_least_every_five_seconds_and_seeds_that_repeat()
    {
        await RunAsync(ExitCode.Done, "new", "mine/first", "--labs", Root);
        using var process = _lab.Start("validate", "mine/first", "--labs", Root, "--seeds", "4", "--under-load");
        var output = process.StandardOutput.ReadToEndAsync();
        var began = Stopwatch.GetTimestamp();
        var lines = new List<string>();
        while (await process.StandardError.ReadLineAsync() is { } line)
            lines.Add(line);

        await process.WaitForExitAsync();
        var took = Stopwatch.GetElapsedTime(began);
        Assert.That(lines, Has.Some.Match("^mine/first \\(1 of 1\\): [a-z ]+, [0-9]+ of [0-9]+ \\([0-9]+ s\\)$"), string.Join('\n', lines));
        // The command itself keeps the machine busy, so that a line may be late, but not each of them.
        Assert.That(lines, Has.Count.GreaterThanOrEqualTo((int)(took.TotalSeconds / 9)));
        Assert.That(await output, Does.Match("(?m)^  Again with the same seeds: --seed [0-9]+ --seeds 4$"));
    }

    private async Task<ToolAnswer> RunAsync(int exit, params string[] arguments)
    {
        var answer = await _lab.RunAsync(arguments);
        Assert.That(answer.ExitCode, Is.EqualTo(exit), answer.Output + answer.Error);
        return answer;
    }

    private async Task ReplaceAsync(string file, string old, string replacement)
    {
        var path = Path.Combine(Root, "mine", "first", file);
        var text = await File.ReadAllTextAsync(path);
        Assert.That(text, Does.Contain(old));
        await File.WriteAllTextAsync(path, text.Replace(old, replacement, StringComparison.Ordinal));
    }
}
