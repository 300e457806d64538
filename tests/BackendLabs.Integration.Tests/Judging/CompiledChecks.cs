using System.Diagnostics;
using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Judging;

/// <summary>Check scripts are compiled once for each content; what is kept may be lost or spoilt at any time. A compiler that dies is replaced.</summary>
internal sealed class CompiledChecks
{
    private static readonly Lab Twice = new SmallLab().Read();
    private DirectoryInfo _cache = null!;

    [SetUp]
    public void Make_a_cache() => _cache = Directory.CreateTempSubdirectory("lab-cache-");

    [TearDown]
    public void Remove_the_cache() => _cache.Delete(recursive: true);

    [Test]
    public async Task A_compiled_check_script_is_kept_and_used_again()
    {
        await PassAsync();
        var kept = _cache.GetFiles();
        Assert.That(kept, Has.Length.EqualTo(1));
        var written = kept[0].LastWriteTimeUtc;

        await PassAsync();

        Assert.That(_cache.GetFiles().Select(file => (file.Name, file.LastWriteTimeUtc)), Is.EqualTo(new[] { (kept[0].Name, written) }));
    }

    [Test]
    public async Task Other_checks_are_compiled_anew()
    {
        await PassAsync();
        await PassAsync(new SmallLab { Checks = new SmallLab().Checks + "\n// changed" }.Read());

        Assert.That(_cache.GetFiles(), Has.Length.EqualTo(2));
    }

    [TestCase("", TestName = "An emptied cache file is made anew")]
    [TestCase("{ \"id\": ", TestName = "A cut cache file is made anew")]
    [TestCase("{}", TestName = "A cache file without an assembly is made anew")]
    [TestCase("{\"id\":1,\"assembly\":\"AAAA\",\"symbols\":\"AAAA\",\"diagnostics\":[]}", TestName = "A cache file with a spoilt assembly is made anew")]
    public async Task Spoilt(string text)
    {
        await PassAsync();
        var file = _cache.GetFiles().Single().FullName;
        var whole = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, text);

        await PassAsync();

        Assert.That(await File.ReadAllTextAsync(file), Has.Length.EqualTo(whole.Length));
    }

    [Test]
    public async Task A_cache_that_cannot_be_written_only_takes_longer()
    {
        await using var runner = PublishedApp.NewRunner("/proc/no-such-folder");
        await PassAsync(runner, Twice);
    }

    [Test]
    public async Task A_compiler_killed_between_two_runs_is_replaced()
    {
        await using var runner = PublishedApp.NewRunner(_cache.FullName);
        await PassAsync(runner, Twice);
        foreach (var compiler in Compilers(runner))
            compiler.Kill();

        await PassAsync(runner, Twice);
    }

    [Test]
    public async Task A_compiler_killed_while_it_compiles_is_replaced_and_the_text_compiled_again()
    {
        await using var runner = PublishedApp.NewRunner(_cache.FullName);
        await PassAsync(runner, Twice);
        // Long enough at work that the kill comes while it is: each lambda more doubles the overloads to try.
        var busy = "int Twice(int number) => number * 2;\n" + string.Concat(Enumerable.Range(0, 3_000).Select(i => $"int M{i}(int x) => new[] {{ x }}.Where(a => a > {i}).Select(b => b + {i}).Sum();\n"));
        var run = runner.RunAsync(new RunRequest(Twice, busy, "answer.csx", new RunOptions(1)), progress: null, CancellationToken.None);
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        var killed = Compilers(runner).ToList();
        Assert.That(run.IsCompleted, Is.False, "The compile was over before the kill.");
        foreach (var compiler in killed)
            compiler.Kill();

        var report = await run;

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        Assert.That(killed, Is.Not.Empty);
    }

    [Test]
    public async Task A_compiler_that_gets_no_processor_time_is_waited_for_and_blames_no_text()
    {
        if (!Needs.Full)
            Assert.Ignore("Waits past the compiler's limit: BACKENDLABS_FULL=1 runs it.");
        await using var runner = PublishedApp.NewRunner(_cache.FullName);
        await PassAsync(runner, Twice);
        var compilers = Compilers(runner).Select(compiler => $"{compiler.Id}").ToList();
        await SignalAsync("-STOP", compilers);
        var run = runner.RunAsync(new RunRequest(Twice, "int Twice(int number) => 2 * number;", "answer.csx", new RunOptions(1)), progress: null, CancellationToken.None);

        await Task.WhenAny(run, Task.Delay(TimeSpan.FromSeconds(20)));
        Assert.That(run.IsCompleted, Is.False, "It gave up though nothing let the compiler run.");
        await SignalAsync("-CONT", compilers);

        var report = await run;
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
    }

    private static async Task SignalAsync(string signal, IEnumerable<string> processes)
    {
        using var kill = Process.Start("kill", [signal, .. processes]);
        await kill.WaitForExitAsync();
    }

    private async Task PassAsync(Lab? lab = null)
    {
        await using var runner = PublishedApp.NewRunner(_cache.FullName);
        await PassAsync(runner, lab ?? Twice);
    }

    private static async Task PassAsync(LabGrader runner, Lab lab)
    {
        var report = await runner.RunAsync(new RunRequest(lab, lab.Solutions[0].Text, "answer.csx", new RunOptions(1)), progress: null, CancellationToken.None);
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
    }

    // The compilers' processes inside their boxes, by the command that the host's /proc shows; only those of this runner's accounts or cgroups.
    private static IEnumerable<Process> Compilers(LabGrader runner) => Traces.Of(runner).ProcessIds()
        .Where(id => Traces.Command(id).Contains("BackendLabs.Compiler.dll", StringComparison.Ordinal) && !Traces.Command(id).StartsWith("bwrap", StringComparison.Ordinal))
        .Select(Process.GetProcessById);
}
