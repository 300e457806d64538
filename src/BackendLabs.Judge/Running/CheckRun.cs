using BackendLabs.Contract;
using BackendLabs.Judge.Services;
using BackendLabs.Judge.Snippets;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Running;

/// <summary>One check against one snippet, in a world of its own, from its arrangement to its report.</summary>
internal sealed class CheckRun(PreparedLab lab, SnippetRun run, CheckDeclaration declaration, TimeProvider time)
{
    private TimelineEvent? _at;
    private string? _strayed;
    private string? _drawn;

    public string Id => declaration.Id;

    public string Output { get; private set; } = "";

    public List<RecordedAnswer>? Answers { get; } = run.RecordsAnswers ? [] : null;

    /// <param name="ended">Told of the report at once: what comes after it cannot change it.</param>
    /// <returns>What the world held then; null where nobody asks, or there was none.</returns>
    public async Task<WorldSnapshot?> ExecuteAsync(Action<CheckReport> ended, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        World world;
        try
        {
            world = await lab.Worlds.TakeAsync(lab.SparesOf(declaration.Id), cancellationToken);
            world.CheckId = declaration.Id;
        }
        catch (WorldException error)
        {
            ended(Report(OfWorld(error), start, []));
            return null;
        }

        await using (world)
        {
            var timeline = new JudgeTimeline(time, ServiceHomes.Matches, run.RecordsTimeline);
            var outcome = await ExecuteInAsync(world, timeline, cancellationToken);
            lab.Learn(declaration.Id, world.FurtherHosts);
            var events = timeline.ToReport(world.ClientOf);
            ended(Report(outcome, start, events) with { At = PlaceOf(_at, events), Strayed = _strayed, Drawn = _drawn });
            return run.Options.Inspects ? await LookAsync(world, cancellationToken) : null;
        }
    }

    private async Task<WorldSnapshot> LookAsync(World world, CancellationToken cancellationToken)
    {
        var look = new SnapshotReader(world, lab, time);
        var seen = await look.TakeAsync(cancellationToken);
        if (look.LeavesThread)
            run.LeavesThreads = true;
        return seen;
    }

    private async Task<CheckStatus> ExecuteInAsync(World world, JudgeTimeline timeline, CancellationToken cancellationToken)
    {
        var session = new CheckSession(lab, run, world, timeline, time);
        try
        {
            await using (session)
                return await PlayAsync(session, cancellationToken);
        }
        finally
        {
            Output = session.Output;
            _drawn = session.Drawn;
        }
    }

    private async Task<CheckStatus> PlayAsync(CheckSession session, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task? body = null;
        try
        {
            var check = await session.SetAsync(declaration.Id, Answers, cancellationToken);
            limit.CancelAfter(lab.Definition.Limits.Wall);
            body = OwnThread.Run(async () =>
            {
                await session.LoadSnippetAsync();
                await check.Body();
            });
            await body.WaitAsync(limit.Token);
            if (session.Mistake is { } mistake)
                return OfMistake(mistake);
            session.EnsureKept();
            // A check that rests on a fault which nobody met has proved nothing.
            return (session.Unreached ?? session.Unclaimed) is { } nothing
                ? new CheckStatus.Failed(nothing, Expected: null, Actual: null)
                : new CheckStatus.Passed();
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return session.Waits
                ? new CheckStatus.TimeLimit(lab.Definition.Limits.Wall, session.EntryUnderWay)
                : Runaway(body);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            await session.SettleAsync();
            return await JudgeAsync(error, session);
        }
    }

    // A check that never ends keeps its thread for ever, so the judge that holds it is replaced after this run.
    private CheckStatus.InfrastructureError Runaway(Task? body)
    {
        if (body is { IsCompleted: false })
            run.LeavesThreads = true;
        return new CheckStatus.InfrastructureError(
            $"The check \"{declaration.Id}\" did not end within {lab.Definition.Limits.Wall.TotalSeconds:0.#} seconds though no call was under way.",
            declaration.Line)
        {
            IsLate = true,
        };
    }

    private async Task<CheckStatus> JudgeAsync(Exception error, CheckSession session) => error switch
    {
        _ when session.Mistake is { } mistake => OfMistake(mistake),
        HostGoneException gone => await OfEndAsync(gone.Client ?? session.Main, session),
        _ when session.Refusal is { } refusal => Denied(refusal),
        ExpectationFailedException failed => OfExpectation(failed),
        SnippetThrewException threw => await OfThrowAsync(threw.Failure, session),
        _ when session.Explain(error) is { } explained => explained,
        WorldException world => OfWorld(world),
        CheckScriptException => new CheckStatus.InfrastructureError($"The check \"{declaration.Id}\" is wrong: {error.Message}", ScriptPlaces.LineOf(error) ?? declaration.Line)
        {
            IsLate = error is LateCheckException,
            Column = ScriptPlaces.PlaceOf(error)?.Column,
        },
        _ => new CheckStatus.InfrastructureError($"The check \"{declaration.Id}\" threw {TypeNames.Of(error.GetType())}: {error.Message}", ScriptPlaces.LineOf(error) ?? declaration.Line)
        {
            Column = ScriptPlaces.PlaceOf(error)?.Column,
        },
    };

    private static CheckStatus.InfrastructureError OfWorld(WorldException error) =>
        new(error.Message, Line: null) { Seed = (error as SeedException)?.Problem };

    // What answers an HTTP request runs on a thread that no check awaits.
    private CheckStatus.InfrastructureError OfMistake(Exception mistake) => new(
        $"The check \"{declaration.Id}\" threw {TypeNames.Of(mistake.GetType())} while it answered an HTTP request: {mistake.Message}", ScriptPlaces.LineOf(mistake));

    private CheckStatus.Failed OfExpectation(ExpectationFailedException failed)
    {
        _at = failed.At;
        _strayed = failed.Strayed;
        return new CheckStatus.Failed(failed.Message, failed.Expected, failed.Actual) { Schedule = failed.Schedule, Plan = failed.Plan ?? [], Rule = failed.Rule };
    }

    // An event may have got its line since the check took it.
    private static int? PlaceOf(TimelineEvent? at, IReadOnlyList<TimelineEvent> events)
    {
        if (at is null)
            return null;
        for (var index = 0; index < events.Count; index++)
        {
            var one = events[index];
            if ((one.AtMicroseconds, one.Service, one.Operation, one.Host) == (at.AtMicroseconds, at.Service, at.Operation, at.Host))
                return index;
        }

        return null;
    }

    private static CheckStatus.Denied Denied(GateRefusal refusal) => new(refusal.Service, refusal.Operation, refusal.Reason);

    private async Task<CheckStatus> OfThrowAsync(SnippetFailure failure, CheckSession session)
    {
        if (failure.Is("System.OutOfMemoryException")
            && (failure.HeapBytes >= lab.Definition.Limits.MemoryBytes / 2 || IsAtLimit(await CheckSession.EndAsync(session.Main))))
            return new CheckStatus.MemoryLimit(lab.Definition.Limits.MemoryBytes);
        var line = Innermost(failure);
        return new CheckStatus.RuntimeError(failure.Type, failure.Message, line, failure.Lines) { Advice = ThrowWords.Of(failure, lab.Definition.Services, line) };
    }

    private async Task<CheckStatus> OfEndAsync(WorldClient client, CheckSession session)
    {
        if (client.Host.OutputLimitReached)
            return new CheckStatus.OutputLimit(lab.Definition.Limits.OutputBytes);
        if (client.Host.Broken is { } broken)
            return new CheckStatus.RuntimeError("Broken answer", $"What your process answered could not be read: {broken}", Line: null, []);

        var exit = await CheckSession.EndedAsync(client);
        if (exit.OutOfMemory || (HostEnds.SaysOutOfMemory(exit) && IsAtLimit(exit)))
            return new CheckStatus.MemoryLimit(lab.Definition.Limits.MemoryBytes);
        if (session.Refusal is { } refusal)
            return Denied(refusal);
        if (exit.Code is HostEnds.ProcessorTimeUp)
            return new CheckStatus.TimeLimit(lab.Definition.Limits.Wall, session.EntryUnderWay);
        return HostEnds.ToOutcome(exit);
    }

    // The runtime's heap may take three quarters of the limit; an allocation that fails far below that is the
    // snippet's own mistake (an array of two thousand million items), not the limit's doing. Pages that were never
    // touched do not count in the process's peak, so the heap's own figure is asked too: it decides between two failures.
    private bool IsAtLimit(HostExit exit) => exit.PeakBytes >= lab.Definition.Limits.MemoryBytes / 2;

    private static int? Innermost(SnippetFailure failure) =>
        failure.Lines.Count > 0 ? failure.Lines[0] : failure.Inner is null ? null : Innermost(failure.Inner);

    private CheckReport Report(CheckStatus outcome, long start, IReadOnlyList<TimelineEvent> timeline) =>
        new(declaration.Id, outcome, time.GetElapsedTime(start), timeline);
}
