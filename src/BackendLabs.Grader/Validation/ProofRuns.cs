using BackendLabs.Contract;
using BackendLabs.Grader.Judging;
using BackendLabs.Labs;

namespace BackendLabs.Grader.Validation;

/// <summary>Runs texts against the lab's checks, a few at a time, and counts them for the progress.</summary>
internal sealed class ProofRuns(GraderParts parts, Lab lab, IProgress<ValidationProgress>? progress)
{
    private readonly SemaphoreSlim _slots = new(Math.Max(1, Environment.ProcessorCount));
    private int _expected;
    private int _done;

    public void Expect(int runs) => Interlocked.Add(ref _expected, runs);

    /// <returns>What came of it; never throws for what the text does.</returns>
    public Task<Trial> RunAsync(string step, LabText text, long seed, IReadOnlyList<string>? order, RunMode mode, CancellationToken cancellationToken) =>
        RunAsync(step, text, new RunOptions(seed) { Order = order, Mode = mode }, cancellationToken);

    /// <returns>What came of it; never throws for what the text does.</returns>
    public async Task<Trial> RunAsync(string step, LabText text, RunOptions options, CancellationToken cancellationToken)
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
            progress?.Report(new ValidationProgress(lab.Id, step, Interlocked.Increment(ref _done), _expected));
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
            return new Trial.Judged(Verdicts.ToResults(lab, judged), judged.Answers);
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
        IReadOnlyList<CheckResult> Checks, IReadOnlyDictionary<string, IReadOnlyList<RecordedAnswer>>? Answers) : Trial;

    /// <summary>Something of ours, or the check script, did not hold.</summary>
    public sealed record Broken(string Reason) : Trial;
}
