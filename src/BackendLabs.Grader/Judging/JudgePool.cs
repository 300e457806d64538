using System.Collections.Concurrent;
using BackendLabs.CompilerClient;
using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Grader.Judging;

/// <summary>The judges of one lab version: lent to one run at a time, replaced when they are used up or broken.</summary>
internal sealed class JudgePool(Lab lab, LabCode code, Func<Lab, Task<WorldSetting>> setting, int worldsAhead, bool staysReady, TimeProvider time, Func<MachineBusyness> busyness) : IAsyncDisposable
{
    /// <summary>A judge is let go after so many runs, whatever it says of itself.</summary>
    private const int RunsEach = 200;

    private readonly ConcurrentBag<PooledJudge> _free = [];
    private readonly ConcurrentDictionary<JudgeProcess, bool> _all = new();
    private readonly ConcurrentDictionary<Task, bool> _clearing = new();
    private Task _warmingUp = Task.CompletedTask;
    private readonly ConcurrentDictionary<Task, bool> _afterRuns = new();

    public string LabId => lab.Id;

    /// <summary>Has a judge ready, and its worlds coming, before the first run asks. Who asks meanwhile waits for the same one.</summary>
    /// <exception cref="LabUnusableException">The lab's texts are wrong.</exception>
    public Task WarmUpAsync(CancellationToken cancellationToken)
    {
        lock (_all)
        {
            if (_warmingUp.IsCompleted)
                _warmingUp = ReturnLentAsync();
            return _warmingUp.WaitAsync(cancellationToken);
        }

        async Task ReturnLentAsync() => await ReturnAsync(await RentAsync(CancellationToken.None));
    }

    /// <summary>The lab's checks, as the script declares them.</summary>
    /// <exception cref="LabUnusableException">The script is wrong.</exception>
    public async Task<IReadOnlyList<CheckDeclaration>> DeclarationsAsync(CancellationToken cancellationToken)
    {
        var judge = await RentAsync(cancellationToken);
        await ReturnAsync(judge);
        return judge.Checks;
    }

    /// <summary>Runs checks against a snippet.</summary>
    /// <param name="progress">Told of each check as it begins and ends.</param>
    /// <exception cref="JudgeLostException">The judge died, or takes too long; what it reported before is with it.</exception>
    public async Task<JudgedRun> RunAsync(
        RunOfChecks run, IRunFollower? progress, CancellationToken cancellationToken)
    {
        var judge = await RentAsync(cancellationToken);
        try
        {
            judge.Runs++;
            return await ConverseAsync(judge, run, progress, cancellationToken);
        }
        catch
        {
            // Whatever happened, nobody knows what this judge is doing now.
            judge.Process.GiveUp();
            throw;
        }
        finally
        {
            await ReturnAsync(judge, hasRun: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Those that are lent, or still being seated, too: nothing may outlive the pool.
        await DismissAllAsync();
        await _warmingUp.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await DismissAllAsync();
        // One that is being dismissed already has left the list, and its worlds end with it.
        await Task.WhenAll(_afterRuns.Keys);
    }

    private async Task<JudgedRun> ConverseAsync(
        PooledJudge judge, RunOfChecks run, IRunFollower? progress, CancellationToken cancellationToken)
    {
        await judge.Process.SendAsync(new GraderToJudge.RunChecks(judge.Runs, run.Assembly, run.Symbols, run.Options));
        var following = new FollowedRun(judge.Checks, run, progress, time, busyness);
        while (true)
        {
            var reply = await NextAsync(judge, following, cancellationToken);
            if (!following.MakesSense(reply))
                judge.Process.Break($"it told the grader what no check tells: {reply.GetType().Name}, of a check that is not there or has ended");
            judge.Process.RequireNoBreach();
            following.Take(reply);
            if (reply is not JudgeToGrader.RunEnded ended)
                continue;
            following.RequireAll();
            // Worlds that this judge made ahead may lack the same as the one that could not be made.
            if (following.Reports.Any(report => report.Status is CheckStatus.InfrastructureError { Line: null }))
                judge.Process.GiveUp();
            var (cpu, peak) = await judge.Process.TakeUsageAsync();
            var excesses = judge.Process.TakeExcesses();
            return new JudgedRun(judge.Checks, [.. following.Reports.Select(report => WithExcess(report, excesses))], ended.Output, ended.Answers, new ResourceUsage(cpu, peak, ended.OutputBytes))
            {
                Crowded = following.Crowded,
            };
        }
    }

    // What was taken between the last look and the end is known only now.
    private static CheckReport WithExcess(CheckReport report, IReadOnlyDictionary<string, string> excesses) =>
        report.Status is CheckStatus.Passed && excesses.TryGetValue(report.CheckId, out var words)
            ? report with { Status = new CheckStatus.RuntimeError("System.IO.IOException", words, Line: null, []) }
            : report;

    private async Task<JudgeToGrader> NextAsync(PooledJudge judge, FollowedRun following, CancellationToken cancellationToken)
    {
        try
        {
            return await judge.Process.NextAsync(following.Patience(lab.Limits.Wall + GraderTimes.CheckGrace), cancellationToken);
        }
        catch (JudgeLostException error) when (following.UnderWay is { Count: > 0 } checks)
        {
            var places = string.Join(", ", checks.Select(check => $"\"{check.Id}\" ({lab.Texts.Checks.Path}, line {check.Line})"));
            throw new JudgeLostException($"The {(checks.Count == 1 ? "check" : "checks")} {places} took {(checks.Count == 1 ? "its" : "their")} judge along. {error.Message}", error.Remedy)
            {
                Code = error.Code,
                Loss = new JudgeLoss(judge.Checks, checks, following.Reports, following.Crowded),
            };
        }
        catch (JudgeLostException error) when (following.Reports.Count > 0 && following.Inspects)
        {
            // It was looking at a world whose check has its report: that stays, and the world is told as unseen.
            throw new JudgeLostException(error.Message, error.Remedy)
            {
                Code = error.Code,
                Loss = new JudgeLoss(judge.Checks, [], [.. following.Reports.SkipLast(1), Ended(following.Reports[^1])], following.Crowded),
            };
        }
    }

    private CheckReport Ended(CheckReport report) =>
        report with { World = report.World ?? UnseenWorld.Of(lab, "What your code left there ended the process that looked at it.") };

    private async Task<PooledJudge> RentAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            while (_free.TryTake(out var free))
            {
                if (free.Process.IsUsable)
                    return free;
                await DismissAsync(free.Process);
            }

            // One that is clearing up is there sooner than a new one.
            if (_clearing.Keys.FirstOrDefault() is not { } clearing)
                return await SeatAsync(cancellationToken);
            await clearing.WaitAsync(cancellationToken);
        }
    }

    private async Task ReturnAsync(PooledJudge judge, bool hasRun = false)
    {
        if (!judge.Process.IsUsable || judge.Runs >= RunsEach)
            await DismissAsync(judge.Process);
        else if (hasRun)
            Clear(judge);
        else
            _free.Add(judge);
    }

    // Nobody waits for it with a verdict.
    private void Clear(PooledJudge judge)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _clearing[done.Task] = true;
        var work = ClearAsync(judge, done);
        _afterRuns[work] = true;
        _ = work.ContinueWith(ended => _afterRuns.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task ClearAsync(PooledJudge judge, TaskCompletionSource done)
    {
        try
        {
            if (await judge.Process.NextAsync(GraderTimes.Clear, CancellationToken.None) is not JudgeToGrader.RunCleared { Left: null })
                judge.Process.GiveUp();
        }
        catch (Exception error) when (error is JudgeLostException or InfrastructureException)
        {
            judge.Process.GiveUp();
        }

        if (judge.Process.IsUsable)
            _free.Add(judge);
        _clearing.TryRemove(done.Task, out _);
        done.SetResult();
        if (!judge.Process.IsUsable)
            await DismissAsync(judge.Process);
    }

    private async Task DismissAllAsync()
    {
        foreach (var process in _all.Keys)
            await DismissAsync(process);
    }

    private async Task DismissAsync(JudgeProcess process)
    {
        if (_all.TryRemove(process, out _))
            await process.DisposeAsync();
    }

    private async Task<PooledJudge> SeatAsync(CancellationToken cancellationToken)
    {
        var process = await JudgeProcess.StartAsync(await setting(lab));
        _all[process] = true;
        try
        {
            await process.SendAsync(ToPrepare());
            return await process.NextAsync(GraderTimes.Prepare, cancellationToken) switch
            {
                JudgeToGrader.Prepared prepared => new PooledJudge(process, prepared.Checks),
                JudgeToGrader.Unusable unusable => throw new LabUnusableException(
                    [.. unusable.Problems.Select(OfScript), .. unusable.Seed is { } seed ? (LabProblem[])[SeedWords.Of(lab, seed)] : []]),
                var other => throw new InfrastructureException($"The judge answered {other.GetType().Name}.", "Run the lab again."),
            };
        }
        catch
        {
            await DismissAsync(process);
            throw;
        }
    }

    private GraderToJudge.Prepare ToPrepare() => new(
        lab.Id,
        code.Checks,
        code.ChecksSymbols,
        code.Contract,
        lab.Services.ToDictionary(service => service.Key, service => service.Value.Kind),
        [.. lab.Entries.Select(EntryServices.ToSignature)],
        lab.Texts.Seeds.ToDictionary(seed => seed.Key, IReadOnlyList<string> (seed) => [.. seed.Value.Select(text => text.Text)], StringComparer.Ordinal),
        new JudgeLimits(lab.Limits.Wall, lab.Limits.MemoryBytes, lab.Limits.OutputBytes),
        lab.Services.Values.Any(service => service.Has(Contract.Services.Redis.RedisHome.Scripting)),
        worldsAhead,
        staysReady)
    { Rules = LabRules.ByCheck(lab) };

    private LabProblem OfScript(SnippetDiagnostic problem) =>
        new($"{lab.Id}/{lab.Texts.Checks.Path}", problem.Line, problem.Column, problem.Message, problem.Hint ?? "Mend this line.");

    private sealed class PooledJudge(JudgeProcess process, IReadOnlyList<CheckDeclaration> checks)
    {
        public JudgeProcess Process => process;

        public IReadOnlyList<CheckDeclaration> Checks => checks;

        public int Runs { get; set; }
    }
}

/// <summary>Follows a run, check by check.</summary>
internal interface IRunFollower
{
    void Began(JudgeToGrader.CheckBegan check);

    /// <summary>What the judge says of a check; it may be repeated, and come out otherwise.</summary>
    void Ended(CheckDeclaration check, CheckReport report);
}

/// <summary>One snippet's compiled code, and how to run the checks against it.</summary>
internal sealed record RunOfChecks(byte[] Assembly, byte[] Symbols, RunOptions Options);

/// <param name="Declared">All of the lab's checks, in its order.</param>
/// <param name="Reports">Of the checks that ran, in the order they ran in.</param>
internal sealed record JudgedRun(
    IReadOnlyList<CheckDeclaration> Declared,
    IReadOnlyList<CheckReport> Reports,
    string Output,
    IReadOnlyDictionary<string, IReadOnlyList<RecordedAnswer>>? Answers,
    ResourceUsage Usage)
{
    /// <summary>The ids of checks that ran out of time and were repeated alone.</summary>
    public IReadOnlySet<string> Repeated { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The ids of checks during which the machine had next to no processor time left.</summary>
    public IReadOnlySet<string> Crowded { get; init; } = new HashSet<string>(StringComparer.Ordinal);
}
