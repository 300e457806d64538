using System.Globalization;
using BackendLabs.Cli.Library;
using BackendLabs.Cli.Machine;
using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Benching;

/// <summary>How many submissions a queue's grader judges in a second, each check in a process of its own: on one core, and on all.</summary>
internal sealed class GradedRates(CommandContext context)
{
    private const string Subject = "databases/first-query";

    /// <summary>That each rate is of.</summary>
    private const int Submissions = 12;

    /// <returns>None where this machine cannot be told to use one core, or has only one.</returns>
    public async Task<IReadOnlyList<BenchRate>> MeasureAsync(CancellationToken cancellationToken)
    {
        var all = Environment.ProcessorCount;
        if (all == 1 || !await TryUseAsync("0", cancellationToken))
            return [];
        try
        {
            var one = await RateAsync(cores: 1, cancellationToken);
            await TryUseAsync(string.Create(CultureInfo.InvariantCulture, $"0-{all - 1}"), cancellationToken);
            var every = await RateAsync(all, cancellationToken);
            return [new BenchRate($"graded submissions of {Subject}", 1, one, null), new BenchRate($"graded submissions of {Subject}", all, every, every / one)];
        }
        finally
        {
            await TryUseAsync(string.Create(CultureInfo.InvariantCulture, $"0-{all - 1}"), CancellationToken.None);
        }
    }

    private async Task<double> RateAsync(int cores, CancellationToken cancellationToken)
    {
        var lab = LabLibrary.Load(context.Labs.Find(Subject));
        // What it starts inherits the cores that this process may use now.
        await using var grader = context.OpenQueueGrader();
        await SubmitAsync(grader, lab, cancellationToken);
        await Quiet.WaitAsync(context.Time, cancellationToken);
        var began = context.Time.GetTimestamp();
        await Parallel.ForAsync(0, Submissions, new ParallelOptions { MaxDegreeOfParallelism = cores, CancellationToken = cancellationToken }, async (_, token) => await SubmitAsync(grader, lab, token));
        return Submissions / context.Time.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task SubmitAsync(LabGrader grader, Lab lab, CancellationToken cancellationToken)
    {
        var report = await grader.RunAsync(new RunRequest(lab, lab.Solutions[0].Text, "answer.csx", new RunOptions(Checking.Check.NewSeed())), progress: null, cancellationToken);
        if (report.Verdict is not Verdict.Passed)
            throw new BrokenException($"Nothing was measured: the reference of {lab.Id} got the verdict {report.Verdict.Name}.", "`lab doctor` looks at this machine.");
    }

    // All threads of this process; those that come later have it from the one that makes them.
    private static async Task<bool> TryUseAsync(string cores, CancellationToken cancellationToken) =>
        Tool.Find("taskset") is { } taskset
        && (await Tool.RunAsync(taskset, ["--all-tasks", "--cpu-list", "--pid", cores, Environment.ProcessId.ToString(CultureInfo.InvariantCulture)], null, cancellationToken)).ExitCode == 0;
}
