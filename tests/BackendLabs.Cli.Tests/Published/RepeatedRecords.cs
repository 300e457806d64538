using System.Text.Json;
using BackendLabs.Testing;

namespace BackendLabs.Cli.Tests.Published;

/// <summary>Records of real runs, repeated.</summary>
[Parallelizable]
internal sealed class RepeatedRecords
{
    private PublishedLab _lab = null!;

    [SetUp]
    public void Begin() => _lab = new PublishedLab();

    [TearDown]
    public void End() => _lab.Dispose();

    [TestCase("start/first-pass", "solutions/reference.csx", ExitCode.Done, "passed")]
    [TestCase("caching/cache-aside", "wrong/dictionary.csx", ExitCode.NotPassed, "failed")]
    public async Task The_same_run_has_the_same_verdict(string lab, string answer, int code, string verdict)
    {
        var check = await _lab.RunAsync("check", lab, Path.Combine(_lab.Labs, lab, answer), "--record", "run.json");
        Assert.That(check.ExitCode, Is.EqualTo(code), check.Error);
        Assert.That(check.Error, Does.Contain("Record: run.json, entry 1 of your chain."));

        var (exit, result) = await VerifyAsync("run.json");
        Assert.That((exit, result.GetProperty("result").GetString(), result.GetProperty("verdict").GetString()), Is.EqualTo((ExitCode.Done, "same", verdict)));
        Assert.That(result.GetProperty("chain").GetProperty("whole").GetBoolean(), Is.True);
    }

    [Test]
    public async Task A_mended_lesson_keeps_nobody_from_repeating_a_run()
    {
        var labs = Path.Combine(_lab.Home, "labs");
        new SmallLab().PutInto(labs);
        await File.WriteAllTextAsync(Path.Combine(_lab.Home, "answer.csx"), "int Twice(int number) => number + number;");
        await _lab.RunAsync("check", SmallLab.Id, "answer.csx", "--labs", labs, "--record", "run.json");
        await File.AppendAllTextAsync(Path.Combine(labs, SmallLab.Id, "README.md"), "A sentence more.\n");

        var (exit, result) = await VerifyAsync("run.json", "--labs", labs);
        Assert.That((exit, result.GetProperty("result").GetString()), Is.EqualTo((ExitCode.Done, "same")), result.ToString());
        Assert.That(result.GetProperty("notes").EnumerateArray().Select(note => note.GetString()), Has.Some.StartsWith("Other files of tests/small have changed since"));
    }

    [Test]
    public async Task Code_that_does_not_compile_is_recorded_too()
    {
        await File.WriteAllTextAsync(Path.Combine(_lab.Home, "broken.csx"), "string Greet(string? name) => nam;");
        await _lab.RunAsync("check", "first-pass", "broken.csx", "--record", "run.json");

        var (exit, result) = await VerifyAsync("run.json");
        Assert.That((exit, result.GetProperty("verdict").GetString()), Is.EqualTo((ExitCode.Done, "compile_error")));
    }

    [Test]
    public async Task A_lost_update_is_lost_again_in_the_recorded_order()
    {
        var answer = Path.Combine(_lab.Labs, "concurrency/lost-update/wrong/read-then-write.csx");
        await _lab.RunAsync("check", "concurrency/lost-update", answer, "--record", "run.json");

        var (exit, result) = await VerifyAsync("run.json");
        Assert.That((exit, result.GetProperty("result").GetString()), Is.EqualTo((ExitCode.Done, "same")), result.ToString());
        Assert.That(result.GetProperty("notes").EnumerateArray().Select(note => note.GetString()),
            Has.Member("The order of operations that broke last-piece-once was followed, and it broke it again."));
    }

    [Test]
    public async Task A_record_of_older_programs_is_genuine_and_each_version_that_differs_is_named()
    {
        await _lab.RunAsync("check", "start/first-pass", Path.Combine(_lab.Labs, "start/first-pass/solutions/reference.csx"), "--record", "run.json");
        OlderRecords.Resign(
            Path.Combine(_lab.Home, "run.json"),
            Path.Combine(_lab.Home, ".config/backendlabs/evidence.key"),
            Path.Combine(_lab.Home, ".local/share/backendlabs/evidence.chain"),
            new Dictionary<string, string> { ["backendlabs"] = "96202bd2944ffab3", ["dotnet"] = "10.0.1", ["sqlite"] = "3.40.1", ["redis"] = "6.2.0", ["kernel"] = "5.10.0" });

        var (exit, result) = await VerifyAsync("run.json");

        Assert.That((exit, result.GetProperty("result").GetString(), result.GetProperty("verdict").GetString()), Is.EqualTo((ExitCode.Done, "same", "passed")), result.ToString());
        Assert.That(result.GetProperty("chain").GetProperty("whole").GetBoolean(), Is.True, result.ToString());
        var notes = result.GetProperty("notes").EnumerateArray().Select(note => note.GetString()).ToList();
        foreach (var said in (string[])["BackendLabs was 96202bd2944f then", ".NET was 10.0.1 then", "SQLite was 3.40.1 then", "Redis was 6.2.0 then", "the kernel was 5.10.0 then"])
            Assert.That(notes, Has.Some.StartsWith(said), result.ToString());
    }

    private async Task<(int ExitCode, JsonElement Result)> VerifyAsync(params string[] arguments)
    {
        var answer = await _lab.RunAsync(["verify-record", .. arguments, "--format", "json"]);
        Assert.That(answer.Output, Is.Not.Empty, answer.Error);
        return (answer.ExitCode, JsonDocument.Parse(answer.Output).RootElement);
    }
}
