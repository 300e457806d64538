using System.Collections.Concurrent;
using BackendLabs.Contract;
using BackendLabs.Grader.Judging;
using BackendLabs.Labs;

namespace BackendLabs.Grader.Validation;

/// <summary>Runs texts against the lab's checks, a few at a time, and counts them for the progress.</summary>
internal sealed class ProofRuns(GraderParts parts, Lab lab, IProgress<ValidationProgress>? progress)
{
    private readonly SemaphoreSlim _slots = new(Math.Max(1, Environment.ProcessorCount));
    private readonly ConcurrentDictionary<(string Path, long Seed), Trial> _kept = new();
    private int _expected;
    private int _done;

    /// <summary>What the lab itself breaks, told once for all runs.</summary>
    public Causes Causes { get; } = new(lab);

    /// <summary>Runs a text as a student's would be, or has it from <see cref="RunKeptAsync"/>, whose run is taken once.</summary>
    public async Task<Trial> RunOrTakeAsync(string step, LabText text, long seed, CancellationToken cancellationToken)
    {
        if (!_kept.TryRemove((text.Path, seed), out var kept))
            return await RunAsync(step, text, new RunOptions(seed), cancellationToken);
        progress?.Report(new ValidationProgress(lab.Id, step, Interlocked.Increment(ref _done), _expected));
        return kept;
    }

    /// <summary>Runs a text once and keeps what came of it.</summary>
    public async Task<Trial> RunKeptAsync(string step, LabText text, long seed, CancellationToken cancellationToken)
    {
        if (_kept.TryGetValue((text.Path, seed), out var kept))
            return kept;
        progress?.Report(new ValidationProgress(lab.Id, step, _done, _expected));
        return _kept[(text.Path, seed)] = await RunUncountedAsync(text, new RunOptions(seed), cancellationToken);
    }

    public void Expect(int runs) => Interlocked.Add(ref _expected, runs);

    /// <returns>What came of it; never throws for what the text does.</returns>
    public Task<Trial> RunAsync(string step, LabText text, long seed, IReadOnlyList<string>? order, RunMode mode, CancellationToken cancellationToken) =>
        RunAsync(step, text, new RunOptions(seed) { Order = order, Mode = mode }, cancellationToken);

    /// <returns>What came of it; never throws for what the text does.</returns>
    public async Task<Trial> RunAsync(string step, LabText text, RunOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await RunUncountedAsync(text, options, cancellationToken);
        }
        finally
        {
            progress?.Report(new ValidationProgress(lab.Id, step, Interlocked.Increment(ref _done), _expected));
        }
    }

    private async Task<Trial> RunUncountedAsync(LabText text, RunOptions options, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            using var slot = await parts.Slots.EnterAsync(atOnce: 1, told: null, cancellationToken);
            return await RunAsync(text, options, cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>Runs one of the reference's mutants until a check notices it.</summary>
    public async Task<Trial> RunAsync(string step, Mutant mutant, long seed, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            using var slot = await parts.Slots.EnterAsync(atOnce: 1, told: null, cancellationToken);
            return await JudgeAsync(new RunOfChecks(mutant.Assembly, mutant.Symbols, new RunOptions(seed) { StopsAtFailure = true }), cancellationToken);
        }
        finally
        {
            _slots.Release();
            progress?.Report(new ValidationProgress(lab.Id, step, Interlocked.Increment(ref _done), _expected));
        }
    }

    private async Task<Trial> RunAsync(LabText text, RunOptions options, CancellationToken cancellationToken)
    {
        var compiled = (await parts.CompileAsync(lab, text.Text, text.Path, cancellationToken)).Reply;
        if (compiled?.Assembly is null)
        {
            var first = compiled?.Diagnostics.FirstOrDefault(d => d.IsError);
            return new Trial.Uncompiled(first?.Line ?? 1, first?.Column ?? 1, first?.Message ?? "The compiler gave up on it.");
        }

        return await JudgeAsync(new RunOfChecks(compiled.Assembly, compiled.Symbols!, options), cancellationToken);
    }

    private async Task<Trial> JudgeAsync(RunOfChecks run, CancellationToken cancellationToken)
    {
        var pool = await parts.PoolAsync(lab, cancellationToken);
        try
        {
            var judged = await pool.RunAsync(run with { Options = run.Options with { MoreFollow = true } }, progress: null, cancellationToken);
            return new Trial.Judged(Verdicts.ToResults(lab, judged), judged.Answers)
            {
                Drawn = judged.Reports.Where(report => report.Drawn is not null).ToDictionary(report => report.CheckId, report => report.Drawn!, StringComparer.Ordinal),
            };
        }
        catch (InfrastructureException error)
        {
            return new Trial.Broken($"{error.Message} {error.Remedy}");
        }
    }
}

/// <summary>What came of one text in one run.</summary>
internal abstract record Trial
{
    private Trial() { }

    public sealed record Uncompiled(int Line, int Column, string Message) : Trial;

    public sealed record Judged(
        IReadOnlyList<CheckResult> Checks, IReadOnlyDictionary<string, IReadOnlyList<RecordedAnswer>>? Answers) : Trial
    {
        /// <summary>What Given drew, by the check's id; without those of checks that have no Given.</summary>
        public IReadOnlyDictionary<string, string> Drawn { get; init; } = new Dictionary<string, string>();
    }

    /// <summary>Something of ours, or the check script, did not hold.</summary>
    public sealed record Broken(string Reason) : Trial;
}
