using System.Diagnostics;
using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Labs;

namespace BackendLabs.Benchmarks;

/// <summary>What the timeline costs: the same warm run of a lab's reference with recording and without, in turns, in one process.</summary>
internal static class RecordingCost
{
    private const int WarmUps = 6;
    private const int Rounds = 61;

    /// <param name="app">The published folder.</param>
    /// <param name="root">The folder of labs.</param>
    /// <param name="id">A lab's, e.g. <c>caching/cache-aside</c>.</param>
    public static async Task<int> MeasureAsync(string app, string root, string id)
    {
        if (LabReader.Read(root, id) is not LabReading.Good { Lab: var lab })
            throw new ArgumentException($"{id} is no lab beneath {root}, or it has mistakes.", nameof(id));
        var cache = Directory.CreateTempSubdirectory("bench-cache-");
        try
        {
            await using var runner = new LabGrader(new GraderOptions(app, cache.FullName));
            List<RunCost> on = [], off = [];
            for (var round = -WarmUps; round < Rounds; round++)
            {
                // Whoever comes second finds worlds that the first one left ready, so they change places.
                var onFirst = (round & 1) == 0;
                var first = await TimeAsync(runner, lab, onFirst);
                var second = await TimeAsync(runner, lab, !onFirst);
                if (round < 0)
                    continue;
                on.Add(onFirst ? first : second);
                off.Add(onFirst ? second : first);
            }

            Tell(id + ", time from the request to the report", on, off, cost => cost.Elapsed);
            // Counted by the kernel: other work on the machine makes it longer by little.
            Tell(id + ", processor time of the snippet's processes", on, off, cost => cost.HostCpu);
            return 0;
        }
        finally
        {
            cache.Delete(recursive: true);
        }
    }

    private static async Task<RunCost> TimeAsync(LabGrader runner, Lab lab, bool records)
    {
        var request = new RunRequest(lab, lab.Solutions[0].Text, "answer.csx", new RunOptions(1) { Mode = new RunMode.Normal(RecordsTimeline: records) });
        var start = Stopwatch.GetTimestamp();
        var report = await runner.RunAsync(request, progress: null, CancellationToken.None);
        var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return report.Verdict is Verdict.Passed ? new RunCost(elapsed, report.Usage.Cpu.TotalMilliseconds) : throw new InvalidOperationException($"The reference did not pass: {report.Verdict}");
    }

    private static void Tell(string what, List<RunCost> on, List<RunCost> off, Func<RunCost, double> figure)
    {
        var (median, quartile) = (Rounds / 2, Rounds / 4);
        double[] recorded = [.. on.Select(figure).Order()], unrecorded = [.. off.Select(figure).Order()];
        Console.WriteLine($"{what}: recording on {recorded[median]:0.0} ms, off {unrecorded[median]:0.0} ms, ratio {recorded[median] / unrecorded[median]:0.000} (medians of {Rounds} warm runs each); lower quartiles {recorded[quartile]:0.0} and {unrecorded[quartile]:0.0} ms, ratio {recorded[quartile] / unrecorded[quartile]:0.000}");
    }

    /// <param name="Elapsed">In milliseconds.</param>
    /// <param name="HostCpu">In milliseconds, of all snippet processes together.</param>
    private sealed record RunCost(double Elapsed, double HostCpu);
}
