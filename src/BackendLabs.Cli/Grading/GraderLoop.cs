using System.Data.Common;
using BackendLabs.Cli.Checking;
using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Labs;
using BackendLabs.Labs.Evidence;
using BackendLabs.Sessions.Running;
using BackendLabs.Store;

namespace BackendLabs.Cli.Grading;

/// <summary>One slot of a grader: takes a run from the queue, holds it while it runs, writes what came of it.</summary>
/// <param name="name">By which people recognise this grader in the store.</param>
/// <param name="say">Told of what went wrong with store or labs.</param>
internal sealed class GraderLoop(LabStore store, ILabRunner runner, LabCatalog catalog, string name, Action<string> say)
{
    /// <summary>A run that has lost its grader so often is what ends graders.</summary>
    private const int MostTries = 3;

    /// <summary>Whether labs are run whose <c>changes</c> lack the line for their checks: in their author's preview, where nothing is graded.</summary>
    public bool IsForAuthor { get; init; }

    /// <summary>Labs and records of graded sessions; null where none is graded.</summary>
    public GradedParts? Graded { get; init; }

    /// <summary>Asked before each claim whether this machine can take a run.</summary>
    public Func<bool> MayClaim { get; init; } = static () => true;

    private static readonly TimeSpan StoreAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RecordAgain = TimeSpan.FromSeconds(5);

    /// <summary>So that another grader, if there is one, is first at what broke here.</summary>
    private static readonly TimeSpan AfterBroken = TimeSpan.FromSeconds(1);

    /// <summary>Goes on until cancelled; what is under way then goes back to the queue.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await GradeAsync(await store.Queue.TakeAsync(name, MayClaim, cancellationToken), cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is StoreUnusableException or DbException)
            {
                // The lease of what was under way lapses, and somebody claims it anew.
                say($"! The store does not answer: {error.Message}");
                await Task.Delay(StoreAgain, CancellationToken.None);
            }
            catch (Exception error) when (error is EvidenceException or IOException or UnauthorizedAccessException)
            {
                // A graded run without its record is no proof: another grader takes it, or this one once the disk has room.
                say($"! No record can be written: {error.Message}");
                await Task.Delay(RecordAgain, CancellationToken.None);
            }
        }
    }

    private async Task GradeAsync(ClaimedRun run, CancellationToken cancellationToken)
    {
        await using var held = new HeldRun(store, run, cancellationToken);
        RunReport report;
        try
        {
            report = run.Tries > MostTries
                ? Broken(run, "Its grader was lost three times while it ran.", "Try once more; if it happens again, tell your instructor.")
                : await RunAsync(run, held);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await store.Queue.ReturnAsync(run, CancellationToken.None);
            throw;
        }
        catch (OperationCanceledException) when (held.Lost.IsCancellationRequested)
        {
            return;
        }

        await held.FinishAsync();
        if (report.Verdict is Verdict.InfrastructureError { IsOfMachine: true } broken)
        {
            say($"! {run.Attempt.Lab}, try {run.Tries} of {MostTries}: {broken.Reason} {broken.Remedy}");
            if (run.Tries < MostTries)
            {
                await store.Queue.RetryAsync(run, CancellationToken.None);
                await Task.Delay(AfterBroken, cancellationToken);
                return;
            }
        }

        var record = run.Attempt.Session is not null && Graded is not null && await LabOfAsync(run, CancellationToken.None) is { } lab
            ? await Graded.Records.SignAsync(run, lab, report, CancellationToken.None)
            : null;
        await store.Queue.EndAsync(run, report.Verdict.Name, report.Score, report.Max, JsonReport.Write(report), CancellationToken.None, record);
    }

    private async Task<RunReport> RunAsync(ClaimedRun run, HeldRun held)
    {
        if (await LabOfAsync(run, held.Lost) is not { } lab)
            return Broken(run, $"This grader has no lab {run.Attempt.Lab}, or it has mistakes.", "Tell your instructor: graders and pages must have the same labs.");
        if (lab.Digest != run.Attempt.LabDigest)
            return Broken(run, "The lab has changed since this was sent.", "Open the lab again and send your answer once more.");
        return await runner.RunAsync(new RunRequest(lab, run.Attempt.Snippet, "answer.csx", new RunOptions(run.Attempt.Seed) { Inspects = true }), held, held.Lost);
    }

    // A session's lab is the version that it pinned; practice runs what is in the folder now.
    private async Task<Lab?> LabOfAsync(ClaimedRun run, CancellationToken cancellationToken)
    {
        if (run.Attempt.Session is not null)
            return Graded is null ? null : await Graded.Labs.FindAsync(run.Attempt.LabDigest, cancellationToken);
        var reading = catalog[run.Attempt.Lab]?.Read();
        return IsForAuthor ? reading?.ForItsAuthor : (reading as LabReading.Good)?.Lab;
    }

    private static RunReport Broken(ClaimedRun run, string reason, string remedy) => new(
        run.Attempt.Lab, Version: 0, new Verdict.InfrastructureError(reason, remedy), Max: 0, run.Attempt.Seed, [], TimeSpan.Zero, [], ResourceUsage.None, [], "", []);
}

/// <summary>What a grader has for graded sessions beyond practice.</summary>
internal sealed record GradedParts(PinnedLabs Labs, GradedRecords Records);
