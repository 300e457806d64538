using System.Diagnostics;
using BackendLabs.Labs;
using BackendLabs.Runner;

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
            await using var runner = new LabRunner(new RunnerOptions(app, cache.FullName));
            List<double> on = [], off = [];
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

            Console.WriteLine($"{id}: recording on {Median(on):0.0} ms, off {Median(off):0.0} ms, ratio {Median(on) / Median(off):0.000} (medians of {Rounds} warm runs each); lower quartiles {Quartile(on):0.0} and {Quartile(off):0.0} ms, ratio {Quartile(on) / Quartile(off):0.000}");
            return 0;
        }
        finally
        {
            cache.Delete(recursive: true);
        }
    }

    private static async Task<double> TimeAsync(LabRunner runner, Lab lab, bool records)
    {
        var request = new RunRequest(lab, lab.Solutions[0].Text, "answer.csx", Seed: 1) { RecordsTimeline = records };
        var start = Stopwatch.GetTimestamp();
        var report = await runner.RunAsync(request, progress: null, CancellationToken.None);
        var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return report.Verdict is Verdict.Passed ? elapsed : throw new InvalidOperationException($"The reference did not pass: {report.Verdict}");
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static double Quartile(List<double> times) => times.Order().ElementAt(times.Count / 4);
}
