using System.Diagnostics;
using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Worlds;

/// <summary>A look that takes its judge along costs the look and no verdict.</summary>
internal sealed class JudgesLostInALook : WorldFixture
{
    protected override bool IsAlone => true;

    // Reading a row computes megabytes, so that the look takes a while.
    private const string Trap = """
        void Use(SqliteConnection db, IDatabase cache)
        {
            cache.StringSet("tea", "hot");
            Sql(db, $"create table trap (a integer, {string.Join(", ", Enumerable.Range(0, 5).Select(i => $"c{i} text as (replace(hex(zeroblob(a)), '0', '00'))"))})");
            Sql(db, "insert into trap (a) with recursive n(i) as (select 1 union all select i + 1 from n where i < 40) select 1000000 from n");
        }
        """;

    [Test]
    public async Task The_report_stays_and_the_world_is_told_as_unseen()
    {
        var lab = (ShopText with
        {
            Limits = "{ wall: 20s, memory: 256MB, output: 16KB }",
            Checks = ShopText.Checks + "\nCheck(\"more\", points: 1, \"goes on\", \"uses\", async () => await Snippet.CallAsync(\"Use\"));",
        }).Read();
        var checking = new TaskCompletionSource();
        var running = Runner.RunAsync(
            new RunRequest(lab, Trap + Sql, "answer.csx", new RunOptions(1) { Inspects = true }), new Told(checking), CancellationToken.None);
        await checking.Task;
        await KillJudgeAsync();
        var report = await running;

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        Assert.That(report.Checks[0].World!.Services, Is.All.TypeOf<ServiceSnapshot.Unseen>().And.All.Property("Reason").EqualTo("What your code left there ended the process that looked at it."));
        Assert.That(report.Checks[1].World!.Services, Is.All.TypeOf<ServiceSnapshot.Unseen>().And.All.Property("Reason").StartsWith("Nobody looked at it"));
    }

    // The look begins with the end of the snippet's process, and the report was sent before the judge asked for that.
    private async Task KillJudgeAsync()
    {
        var hosts = new HashSet<int>();
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        for (var tries = 0; tries < 8_000; tries++)
        {
            await look.WaitForNextTickAsync();
            var now = Programs("BackendLabs.SnippetHost.dll").ToHashSet();
            if (!hosts.IsSubsetOf(now))
            {
                foreach (var judge in Programs("BackendLabs.Judge.dll"))
                    Kill(judge);
                return;
            }

            hosts = now;
        }

        throw new AssertionException("No process of the snippet ended.");
    }

    // The box is bubblewrap's; the judge is beneath it.
    private static void Kill(int box)
    {
        try
        {
            using var process = Process.GetProcessById(box);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It went with the box that it was in.
        }
    }

    // The boxes of this fixture's runner, whose folder stands in their command lines: others run at the same time.
    private int[] Programs(string assembly) => [.. Beneath(Environment.ProcessId).Where(id => Command(id) is var words
        && words.Any(word => word.EndsWith(assembly, StringComparison.Ordinal))
        && words.Any(word => word.Contains(Runner.Sandbox!.Folder.Path, StringComparison.Ordinal)))];

    private static IEnumerable<int> Beneath(int id)
    {
        foreach (var child in Read($"/proc/{id}/task", folder => Directory.EnumerateDirectories(folder).SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(int.Parse).ToArray()) ?? [])
        {
            yield return child;
            foreach (var grandchild in Beneath(child))
                yield return grandchild;
        }
    }

    private static string[] Command(int id) => Read($"/proc/{id}/cmdline", file => File.ReadAllText(file).Split('\0', StringSplitOptions.RemoveEmptyEntries)) ?? [];

    private static T? Read<T>(string path, Func<string, T> read)
        where T : class
    {
        try
        {
            return read(path);
        }
        catch (IOException)
        {
            return null; // it has ended meanwhile
        }
    }

    private sealed class Told(TaskCompletionSource checking) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.Stage is RunStage.Checking)
                checking.TrySetResult();
        }
    }
}
