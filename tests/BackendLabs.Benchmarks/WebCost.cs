using System.Diagnostics;
using System.Globalization;
using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Testing.Web;

namespace BackendLabs.Benchmarks;

/// <summary>
/// What the pages add: a verdict through web, queue and grader against the same run by the runner alone, in turns; a page's
/// bytes and time; and what a student costs who only watches.
/// </summary>
internal static class WebCost
{
    private const int WarmUps = 4;
    private const int Rounds = 31;
    private const int Watching = 1_000;
    private const int AtOnce = 8;

    /// <param name="app">The published folder.</param>
    /// <param name="lab">Of the labs that we ship.</param>
    public static async Task<int> MeasureAsync(string app, string lab)
    {
        Environment.SetEnvironmentVariable("BACKENDLABS_APP", app);
        await using (var site = await PracticeSite.StartAsync(slots: 1))
        {
            await MeasureVerdictsAsync(site, app, lab);
            await MeasurePageAsync(site, lab);
        }

        await MeasureMemoryAsync();
        return 0;
    }

    private static async Task MeasureVerdictsAsync(PracticeSite site, string app, string lab)
    {
        var cache = Directory.CreateTempSubdirectory("bench-cache-");
        await using (var runner = new LabGrader(new GraderOptions(app, cache.FullName)))
        {
            using var student = await Student.ArriveAsync(site.Address);
            List<double> through = [], alone = [];
            for (var round = -WarmUps; round < Rounds; round++)
            {
                // A student's second press of the keys comes later: what limits floods must not be measured.
                await Task.Delay(TimeSpan.FromSeconds(1));
                var first = await TimeAsync(() => student.CheckAsync(lab, Answers.Right(lab)));
                var second = await TimeAsync(() => runner.RunAsync(new RunRequest(Answers.Lab(lab), Answers.Right(lab), "answer.csx", new RunOptions(1)), progress: null, CancellationToken.None));
                if (round < 0)
                    continue;
                through.Add(first);
                alone.Add(second);
            }

            Console.WriteLine(FormattableString.Invariant(
                $"{lab}: Ctrl+Enter to verdict {Median(through):0} ms, by the runner alone {Median(alone):0} ms, ratio {Median(through) / Median(alone):0.00} (medians of {Rounds} in turns)"));
        }

        cache.Delete(recursive: true);
    }

    // The page itself. What it loads beside it is measured in a browser: tests/BackendLabs.Browser.Tests, PageWeight.
    private static async Task MeasurePageAsync(PracticeSite site, string lab)
    {
        using var student = await Student.ArriveAsync(site.Address);
        List<double> times = [];
        var bytes = 0;
        for (var round = 0; round < Rounds; round++)
            times.Add(await TimeAsync(async () => bytes = (await student.Client.GetByteArrayAsync($"labs/{lab}")).Length));
        Console.WriteLine(FormattableString.Invariant($"page of {lab}: {bytes / 1024.0:0.0} KiB, first {times[0]:0.0} ms, again {Median(times):0.0} ms"));
    }

    // Without a grader every attempt waits, and every stream stays open.
    private static async Task MeasureMemoryAsync()
    {
        await using var site = await PracticeSite.StartAsync(slots: 0);
        using (await Student.ArriveAsync(site.Address))
        {
            // The first visit loads code, which belongs to nobody.
        }

        var before = AnonymousBytes(site.Web.Process.Id);
        using var stop = new CancellationTokenSource();
        var students = new List<Student>();
        var streams = new List<Task>();
        while (students.Count < Watching)
        {
            var come = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Student.ArriveAsync(site.Address)));
            students.AddRange(come);
            streams.AddRange(await Task.WhenAll(come.Select(student => WatchAsync(student, stop.Token))));
        }

        await Task.Delay(TimeSpan.FromSeconds(5));
        var bytes = AnonymousBytes(site.Web.Process.Id) - before;
        Console.WriteLine(FormattableString.Invariant(
            $"{students.Count} students connected, each with an open stream of events: {bytes / 1024.0 / students.Count:0.0} KiB each ({before >> 20} MiB before, {(before + bytes) >> 20} MiB with them)"));
        await stop.CancelAsync();
        foreach (var student in students)
            student.Dispose();
        await Task.WhenAll(streams).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <returns>Completes once the stream has begun; the task within goes on as long as it is open.</returns>
    private static async Task<Task> WatchAsync(Student student, CancellationToken cancellationToken)
    {
        var attempt = await student.SubmitAsync(Answers.FirstPass, Answers.Right(Answers.FirstPass));
        var begun = new TaskCompletionSource();
        var open = Task.Run(async () =>
        {
            await foreach (var _ in student.FollowAsync(attempt, cancellationToken: cancellationToken))
                begun.TrySetResult();
        }, cancellationToken);
        await Task.WhenAny(begun.Task, open);
        return open;
    }

    // What is the process's own: pages of shared files are the machine's.
    private static long AnonymousBytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
