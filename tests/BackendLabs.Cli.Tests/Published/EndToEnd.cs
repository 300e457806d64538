using System.Text.Json;

namespace BackendLabs.Cli.Tests.Published;

[Parallelizable]
internal sealed class EndToEnd
{
    private PublishedLab _lab = null!;

    [SetUp]
    public void Begin() => _lab = new PublishedLab();

    [TearDown]
    public void End() => _lab.Dispose();

    [TestCase("start/first-pass", "solutions/reference.csx", "passed", ExitCode.Done)]
    [TestCase("start/first-pass", "wrong/no-dollar.csx", "failed", ExitCode.NotPassed)]
    [TestCase("databases/first-query", "solutions/reference.csx", "passed", ExitCode.Done)]
    [TestCase("caching/cache-aside", "solutions/reference.csx", "passed", ExitCode.Done)]
    [TestCase("caching/cache-aside", "wrong/dictionary.csx", "failed", ExitCode.NotPassed)]
    public async Task A_check_answers_one_object_and_its_exit_code(string lab, string answer, string verdict, int code)
    {
        var result = await _lab.RunAsync("check", lab, Path.Combine(_lab.Labs, lab, answer), "--format", "json");

        Assert.That(result.ExitCode, Is.EqualTo(code), result.Error);
        Assert.That(JsonDocument.Parse(result.Output).RootElement.GetProperty("verdict").GetString(), Is.EqualTo(verdict));
        Assert.That(result.Error, Is.Empty);
    }

    [Test]
    public async Task An_attempt_is_remembered_and_passing_leads_on()
    {
        await _lab.RunAsync("start", "first-pass");
        var failed = await _lab.RunAsync("check");
        File.Copy(Path.Combine(_lab.Labs, "start/first-pass/solutions/reference.csx"), Path.Combine(_lab.Home, "backendlabs/start/first-pass/answer.csx"), overwrite: true);
        var passed = await _lab.RunAsync("check");
        var progress = await _lab.RunAsync("progress", "--format", "json");

        Assert.That((failed.ExitCode, passed.ExitCode), Is.EqualTo((ExitCode.NotPassed, ExitCode.Done)), failed.Output + passed.Output);
        Assert.That(passed.Output, Does.Contain("Next: lab start databases/first-query").And.Not.Contain("\u001b"));
        Assert.That(JsonDocument.Parse(progress.Output).RootElement.GetProperty("progress")[0].GetProperty("attempts").GetInt32(), Is.EqualTo(2));
    }

    [Test]
    public async Task All_that_was_passed_is_checked_again_and_what_no_longer_passes_is_named()
    {
        foreach (var lab in (string[])["start/first-pass", "databases/first-query"])
        {
            await _lab.RunAsync("start", lab);
            File.Copy(Path.Combine(_lab.Labs, lab, "solutions/reference.csx"), Path.Combine(_lab.Home, "backendlabs", lab, "answer.csx"), overwrite: true);
            Assert.That((await _lab.RunAsync("check")).ExitCode, Is.EqualTo(ExitCode.Done));
        }

        var still = await _lab.RunAsync("check", "--all");
        File.Copy(Path.Combine(_lab.Labs, "start/first-pass/wrong/no-dollar.csx"), Path.Combine(_lab.Home, "backendlabs/start/first-pass/answer.csx"), overwrite: true);
        var no = await _lab.RunAsync("check", "--all");

        Assert.That((still.ExitCode, no.ExitCode), Is.EqualTo((ExitCode.Done, ExitCode.NotPassed)), still.Output + no.Output);
        Assert.That(still.Output, Does.Contain("2 of 2 still pass."));
        Assert.That(no.Output, Does.Contain("✗ start/first-pass").And.Contain("✓ databases/first-query").And.Contain("1 of 2 still pass.").And.Contain("No longer: lab check start/first-pass"));
        Assert.That((await _lab.RunAsync("progress")).Output, Does.StartWith("2 of "), "a look changes nothing");
    }

    [Test]
    public async Task An_interrupted_watch_ends_with_130()
    {
        await _lab.RunAsync("start", "first-pass");
        using var watch = _lab.Start("watch");
        Assert.That(await watch.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)), Does.Contain("0 of 2 points"));

        await PublishedLab.InterruptAsync(watch);
        await watch.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(watch.ExitCode, Is.EqualTo(ExitCode.Interrupted));
    }

    [Test]
    public async Task An_interrupted_check_ends_with_130_and_leaves_no_process()
    {
        var endless = Path.Combine(_lab.Home, "endless.csx");
        await File.WriteAllTextAsync(endless, "string Greet(string? name) { while (true) { } }");
        using var check = _lab.Start("check", "first-pass", endless);
        await WaitForSnippetAsync(check.Id);

        await PublishedLab.InterruptAsync(check);
        await check.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(check.ExitCode, Is.EqualTo(ExitCode.Interrupted));
        Assert.That(Hosts(check.Id), Is.Empty);
    }

    // A host that this command started has its id in no place but the kernel's list of children; the run's folder is
    // in the arguments of each box, and each command has a folder of its own.
    private static async Task WaitForSnippetAsync(int command)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (Hosts(command).Count == 0)
            await timer.WaitForNextTickAsync(patience.Token);
    }

    private static List<int> Hosts(int command) =>
    [
        .. Directory.GetDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => int.TryParse(name, out _))
            .Where(id => Read($"/proc/{id}/cmdline").Contains("BackendLabs.SnippetHost.dll", StringComparison.Ordinal)
                && Read($"/proc/{id}/stat").Split(") ")[^1].Split(' ') is [_, var parent, ..] && parent == $"{command}")
            .Select(id => int.Parse(id!)),
    ];

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
