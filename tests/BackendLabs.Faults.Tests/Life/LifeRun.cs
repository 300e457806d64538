using BackendLabs.Store;
using BackendLabs.Testing;

namespace BackendLabs.Faults.Tests.Life;

/// <summary>One history on a real store and on the model; it throws where they differ.</summary>
internal sealed class LifeRun : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan AMoment = TimeSpan.FromMilliseconds(1);

    private readonly string _address;
    private readonly ManualTime _time = new();
    private readonly LifeModel _model = new();
    private readonly List<(int Grader, ClaimedRun Run)> _claims = [];
    private LabStore _store;

    private LifeRun(string address, ManualTime time, LabStore store)
    {
        _address = address;
        _time = time;
        _store = store;
    }

    public static async Task FollowAsync(string address, History history)
    {
        var time = new ManualTime();
        await using var run = new LifeRun(address, time, await LabStore.OpenAsync(address, time, None));
        try
        {
            foreach (var step in history.Steps)
                await run.DoAsync(step);
            await run.CompareAsync();
            await run.DrainAsync();
            await run.CompareAsync();
        }
        finally
        {
            await run.EraseAllAsync();
        }
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private async Task DoAsync(Step step)
    {
        _time.Advance(AMoment);
        switch (step)
        {
            case Step.Accept accept: await AcceptAsync(accept); break;
            case Step.Claim claim: await ClaimAsync(claim.Grader); break;
            case Step.Renew renew when LatestOf(renew.Grader) is { } run: await RenewAsync(run); break;
            case Step.Return back when LatestOf(back.Grader) is { } run: await GiveBackAsync(run, triesAgain: 1); break;
            case Step.Retry back when LatestOf(back.Grader) is { } run: await GiveBackAsync(run, triesAgain: 0); break;
            case Step.End end when LatestOf(end.Grader) is { } run: await EndAsync(run); break;
            case Step.EndLate end when _claims.Count > 0: await EndAsync(_claims[end.Number % _claims.Count].Run); break;
            case Step.Wait: _time.Advance(RunQueue.Lease / 3); break;
            case Step.Lapse: _time.Advance(RunQueue.Lease + AMoment); break;
            case Step.Cancel cancel when _model.All.Count > 0: await CancelAsync(_model.All[cancel.Attempt % _model.All.Count]); break;
            case Step.Crash: await CrashAsync(); break;
            case Step.Erase erase: await EraseAsync(erase.Person); break;
        }
    }

    private static string Name(int person) => $"p{person}";

    private ClaimedRun? LatestOf(int grader) => _claims.LastOrDefault(claim => claim.Grader == grader).Run;

    private async Task AcceptAsync(Step.Accept step)
    {
        await _store.People.EnsureAsync(Name(step.Person), "", None);
        var answer = await _store.Queue.AcceptAsync(
            new NewAttempt(Name(step.Person), "a/b", "d", $"text {step.Text}", Seed: 1) { Key = step.Key is { } key ? $"key {key}" : null }, None);
        var earlier = _model.WithKey(step.Person, step.Key);
        Acceptance? expected = earlier is null ? null
            : earlier.Text == step.Text ? new Acceptance.AlreadyAccepted(earlier.Id)
            : new Acceptance.KeyReused(earlier.Id);
        if (expected is not null)
            Require(answer == expected, $"{step} was answered by {answer}, not {expected}.");
        else if (answer is Acceptance.Accepted { Attempt: var id })
            _model.Add(new Submission(id, step.Person, step.Key, step.Text));
        else
            throw new LifeException($"{step} was answered by {answer}.");
    }

    private async Task<bool> ClaimAsync(int grader)
    {
        var now = _time.GetUtcNow();
        if (await _store.Queue.ClaimAsync($"g{grader}", None) is not { } run)
        {
            Require(!_model.IsAnythingClaimable(now), "Nothing was claimed while something waited.");
            return false;
        }

        var one = _model.Of(run.Attempt.Id);
        Require(one.IsClaimable(now), $"{one.Id} was claimed while it was {one.Stage}.");
        Require(run.Fence > one.Fence, $"The fence went from {one.Fence} to {run.Fence}.");
        one.Tries++;
        Require(run.Tries == one.Tries, $"It counts {run.Tries} tries, not {one.Tries}.");
        (one.Stage, one.Fence, one.LeaseUntil) = (Stage.Claimed, run.Fence, now + RunQueue.Lease);
        _claims.Add((grader, run));
        return true;
    }

    private async Task RenewAsync(ClaimedRun run)
    {
        var one = _model.Of(run.Attempt.Id);
        Require(await _store.Queue.RenewAsync(run, None) == one.IsHeldBy(run), "A claim was renewed that is lost, or refused that is held.");
        if (one.IsHeldBy(run))
            one.LeaseUntil = _time.GetUtcNow() + RunQueue.Lease;
    }

    private async Task GiveBackAsync(ClaimedRun run, int triesAgain)
    {
        var one = _model.Of(run.Attempt.Id);
        await (triesAgain > 0 ? _store.Queue.ReturnAsync(run, None) : _store.Queue.RetryAsync(run, None));
        if (!one.IsHeldBy(run))
            return;
        one.Stage = Stage.Waiting;
        one.Tries -= triesAgain;
    }

    private async Task EndAsync(ClaimedRun run)
    {
        var one = _model.Of(run.Attempt.Id);
        var isHeld = one.IsHeldBy(run);
        var report = $"{{\"fence\":{run.Fence}}}";
        Require(await _store.Queue.EndAsync(run, "passed", 1, 1, report, None) == isHeld, "A lost claim wrote a verdict, or one that is held could not.");
        if (isHeld)
            (one.Stage, one.Report) = (Stage.Judged, report);
    }

    private async Task CancelAsync(Submission one)
    {
        Require(await _store.Queue.CancelAsync(one.Id, None) == one.IsAlive, $"Cancelled while it was {one.Stage}.");
        if (one.IsAlive)
            one.Stage = Stage.Cancelled;
    }

    private async Task CrashAsync()
    {
        await _store.DisposeAsync();
        _store = await LabStore.OpenAsync(_address, _time, None);
    }

    private async Task EraseAsync(int person)
    {
        await _store.People.EraseAsync(Name(person), None);
        _model.Erase(person);
    }

    // What is alive can be had and judged: nothing is lost.
    private async Task DrainAsync()
    {
        _time.Advance(RunQueue.Lease + AMoment);
        while (await ClaimAsync(grader: 0))
            await EndAsync(_claims[^1].Run);
        Require(_model.Alive == 0, $"{_model.Alive} submissions can be claimed by nobody.");
    }

    private async Task CompareAsync()
    {
        Require(await _store.Queue.LengthAsync(None) == _model.Alive, $"{await _store.Queue.LengthAsync(None)} wait or run, not {_model.Alive}.");
        foreach (var one in _model.All)
        {
            var found = await _store.Attempts.FindAsync(one.Id, None);
            var isRight = one.Stage switch
            {
                Stage.Erased => found is null,
                Stage.Cancelled => found?.End is AttemptEnd.Cancelled,
                Stage.Judged => found?.End is AttemptEnd.Judged judged && judged.Report == one.Report,
                _ => found is { End: null },
            };
            Require(isRight, $"A submission that is {one.Stage} is found as {found}.");
            var ends = (await _store.Events.AfterAsync(one.Id, 0, None)).Count(happened => happened.Kind == RunEvents.Ended);
            Require(ends == (one.Stage is Stage.Judged or Stage.Cancelled ? 1 : 0), $"A submission that is {one.Stage} has ended {ends} times.");
        }
    }

    // The next history begins with an empty store.
    private async Task EraseAllAsync()
    {
        foreach (var person in _model.All.Select(one => one.Person).Distinct().ToList())
            await EraseAsync(person);
    }

    private static void Require(bool isSo, string message)
    {
        if (!isSo)
            throw new LifeException(message);
    }
}
