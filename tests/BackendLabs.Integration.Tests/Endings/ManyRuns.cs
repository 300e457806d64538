using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Endings;

/// <summary>A grader that runs all day: whatever the snippets do, it holds no more at the end than at the beginning.</summary>
[NonParallelizable]
internal sealed class ManyRuns : LiveRunner
{
    protected override bool IsAlone => true;

    private const int AtOnce = 2;

    private static readonly Lab Twice = new SmallLab { Services = "{ db: sqlite }", Seed = "create table a (b);", Limits = "{ wall: 1s, memory: 128MB, output: 4KB }" }.Read();

    private static readonly string[] Snippets =
    [
        "int Twice(int number) => number * 2;",
        "int Twice(int number) => throw new Exception();",
        "int Twice(int number) { Environment.Exit(3); return 0; }",
        "int Twice(int number) { while (true) Console.WriteLine(number); }",
        "int Twice(int number) { Environment.FailFast(\"no\"); return 0; }",
        "int Twice(int number) { for (var i = 0; i < 9; i++) new Thread(() => Thread.Sleep(-1)).Start(); return number * 2; }",
        "int Twice(int number) => Twice(number) + 1;",
        "int Twice(int number) { System.IO.File.WriteAllText(\"/data/a\", \"b\"); return number * 2; }",
    ];

    private static int Runs => Needs.Full ? 1_000 : 48;

    [Test]
    public async Task Hold_no_more_descriptors_threads_or_cgroups_at_the_end()
    {
        await RunManyAsync(Snippets.Length * 2);
        var before = await HeldAsync();

        await RunManyAsync(Runs);

        var after = await HeldAsync();
        // The worlds that are kept ready breathe, and so does the runtime's pool of threads.
        Assert.That(after.Descriptors, Is.LessThan(before.Descriptors + 16));
        Assert.That(after.Threads, Is.LessThan(before.Threads + 16));
        Assert.That(after.Processes, Is.LessThan(before.Processes + 16));
        Assert.That(after.Worlds, Is.LessThan(before.Worlds + 8));
        Assert.That(after.Zombies, Is.Zero);
        await AssertServesAsync(Twice);
    }

    private async Task RunManyAsync(int times)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var number && number < times)
            {
                var report = await RunAsync(Twice, Snippets[number % Snippets.Length], seed: number);
                Assert.That(report.Verdict, Is.Not.TypeOf<Verdict.InfrastructureError>(), () => Words.Of(report));
            }
        }));
    }

    private async Task<(int Descriptors, int Threads, int Processes, int Worlds, int Zombies)> HeldAsync()
    {
        // The worlds of the last runs are still being removed.
        await Task.Delay(TimeSpan.FromSeconds(1));
        var children = Directory.GetDirectories("/proc/self/task")
            .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        return (
            Directory.GetFileSystemEntries("/proc/self/fd").Length,
            Directory.GetDirectories("/proc/self/task").Length,
            Traces.Of(Runner).ProcessIds().Count(),
            Directory.GetDirectories(Runner.Sandbox!.Folder.Path, "j*").Sum(judge => Directory.GetDirectories(judge).Length),
            children.Count(id => File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal)));
    }
}
