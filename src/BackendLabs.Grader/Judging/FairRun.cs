using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Grader.Judging;

/// <summary>
/// A student's run, in which whatever breaks is blamed on the right one. A check that broke, or took its judge along, is
/// repeated alone; where it breaks again the reference solution is put to it, on a judge of its own. If that passes, the
/// snippet did it and has failed; if not, the trouble is ours and nothing is counted. A check that ran out of time while the
/// machine had no processor to spare, or in which a client library's patience did, is repeated with no other run under way, and
/// the second result counts; where the grader is told to, each that ran out of time is.
/// </summary>
internal sealed class FairRun(JudgePool pool, GraderParts parts, Lab lab, RunSlot slot)
{
    /// <summary>SIGBUS: a file was made shorter while it was mapped.</summary>
    private const int FileCutShort = 128 + 7;

    private const string Control = "The same check passes for a right solution.";

    private readonly Dictionary<string, CheckReport> _reports = new(StringComparer.Ordinal);
    private readonly HashSet<string> _settled = new(StringComparer.Ordinal);
    private IReadOnlyList<CheckDeclaration> _declared = [];
    private RunOfChecks? _reference;
    private string _output = "";
    private readonly HashSet<string> _repeated = new(StringComparer.Ordinal);
    private readonly HashSet<string> _crowded = new(StringComparer.Ordinal);
    private bool _isOurs;
    private bool _isSlow;
    private ResourceUsage _usage = ResourceUsage.None;
    private readonly Dictionary<string, IReadOnlyList<RecordedAnswer>> _answers = new(StringComparer.Ordinal);

    /// <exception cref="InfrastructureException">A judge was lost, and not by the snippet.</exception>
    public async Task<JudgedRun> RunAsync(
        RunOfChecks run, IRunFollower? progress, CancellationToken cancellationToken)
    {
        var order = run.Options.Order;
        var inspects = run.Options.Inspects;
        while (true)
        {
            try
            {
                Keep(await pool.RunAsync(run with { Options = run.Options with { Order = order, ChecksAtOnce = slot.Places } }, progress, cancellationToken));
            }
            catch (JudgeLostException lost) when (lost.Loss is { } loss)
            {
                _declared = loss.Declared;
                Keep(loss.Reports);
                _crowded.UnionWith(loss.Crowded);
                foreach (var check in loss.UnderWay)
                    await SettleAsync(run, check, lost, cancellationToken);
                if (loss.UnderWay.Count == 0)
                    run = run with { Options = run.Options with { Inspects = false } }; // once is enough
            }

            await RepeatSlowAsync(run, cancellationToken);
            if (_reports.Values.FirstOrDefault(IsDoubtful) is { } broken)
                await SettleAsync(run, _declared.First(check => check.Id == broken.CheckId), lost: null, cancellationToken);
            order = Left(run.Options.Order);
            if (order.Count == 0)
                return new JudgedRun(_declared, [.. _reports.Values.Select(report => inspects ? Seen(report) : report)], _output, _answers, _usage) { Repeated = _repeated };
        }
    }

    private CheckReport Seen(CheckReport report) => report.World is not null || report.Status is CheckStatus.NotRun
        ? report
        : report with { World = UnseenWorld.Of(lab, "Nobody looked at it: the check broke, or the look at another check's world broke.") };

    // Once one of them takes as long with nothing beside it, the code is slow and not the machine: the others are believed.
    private async Task RepeatSlowAsync(RunOfChecks run, CancellationToken cancellationToken)
    {
        while (!_isSlow && _reports.Values.FirstOrDefault(IsSlow) is { } slow)
        {
            _repeated.Add(slow.CheckId);
            var check = _declared.First(check => check.Id == slow.CheckId);
            var (again, lost, _) = await slot.AloneAsync(() => AloneAsync(run, check, run.Options.Inspects, cancellationToken), cancellationToken);
            if (lost is not null)
                await SettleAsync(run, check, lost, cancellationToken);
            else if (again is { Status: not CheckStatus.NotRun })
                Replace(again);
            _isSlow = again?.Status is CheckStatus.TimeLimit || IsImpatience(again?.Status) || IsUnreached(again?.Status);
        }
    }

    private bool IsSlow(CheckReport report) => !_repeated.Contains(report.CheckId) && report.Status switch
    {
        CheckStatus.TimeLimit => parts.RepeatsTimeLimits || _crowded.Contains(report.CheckId),
        var other => IsUnreached(other) || (IsImpatience(other) && _crowded.Contains(report.CheckId)),
    };

    // What the client of Docker says where it cannot reach its socket, which is the gate's, and so ours: unless the code has
    // named a socket of its own, which it does again.
    private static bool IsUnreached(CheckStatus? status) =>
        status is CheckStatus.RuntimeError { Type: "System.Net.Http.HttpRequestException", Message: var message } && message.StartsWith("Connection failed", StringComparison.Ordinal);

    // A client library waits by the clock, as long as a program on a quiet machine would.
    private static bool IsImpatience(CheckStatus? status) =>
        status is CheckStatus.RuntimeError { Type: var type } && type.EndsWith("TimeoutException", StringComparison.Ordinal);

    // Once the trouble is known to be ours nothing is counted anyway.
    private bool IsDoubtful(CheckReport report) =>
        !_isOurs && report.Status is CheckStatus.InfrastructureError && !_settled.Contains(report.CheckId);

    // What was asked for and has no result yet. A check whose need has failed gets one here: running it would run its need again.
    private List<string> Left(IReadOnlyList<string>? asked)
    {
        var left = new List<string>();
        foreach (var check in _declared.Where(check => asked is null || asked.Contains(check.Id)))
            Mark(check, left);
        return left;
    }

    private void Mark(CheckDeclaration check, List<string> left)
    {
        if (_reports.ContainsKey(check.Id))
            return;
        foreach (var need in check.Needs)
            Mark(_declared.First(other => other.Id == need), left);
        var missing = check.Needs.FirstOrDefault(need => _reports.TryGetValue(need, out var report) && report.Status is not CheckStatus.Passed);
        if (missing is not null)
            _reports[check.Id] = new CheckReport(check.Id, new CheckStatus.NotRun(missing), TimeSpan.Zero, []);
        else if (!left.Contains(check.Id))
            left.Add(check.Id);
    }

    private async Task SettleAsync(RunOfChecks run, CheckDeclaration check, JudgeLostException? lost, CancellationToken cancellationToken)
    {
        // A second loss of the same check is no accident: it is not repeated for ever.
        var wasLate = IsLate(_reports.GetValueOrDefault(check.Id), lost);
        var (again, lostAgain, isCrowded) = !_settled.Add(check.Id) ? (null, lost, false)
            : wasLate ? await slot.AloneAsync(() => AloneAsync(run, check, inspects: false, cancellationToken), cancellationToken)
            : await AloneAsync(run, check, inspects: false, cancellationToken);
        if (again is { Status: not CheckStatus.InfrastructureError })
        {
            Replace(again);
            return;
        }

        // A world that could not be made is never the code's doing, whatever the next one comes to. Nor is it anybody's that
        // something of ours is late on a machine that others keep busy.
        if (again is { Status: CheckStatus.InfrastructureError { Line: null } } || (isCrowded && IsLate(again, lostAgain)))
        {
            _isOurs = true;
            return;
        }

        _reference ??= await ReferenceAsync(run, cancellationToken);
        var (control, _, _) = await AloneAsync(_reference, check, inspects: false, cancellationToken);
        if (control is { Status: CheckStatus.Passed })
            Replace(new CheckReport(check.Id, Blame(again, lostAgain ?? lost), again?.Elapsed ?? TimeSpan.Zero, again?.Timeline ?? []));
        else if (lost is not null)
            throw lostAgain ?? lost;
        else
            _isOurs = true;
    }

    private static CheckStatus.Failed Blame(CheckReport? again, JudgeLostException? lost) => again?.Status switch
    {
        CheckStatus.InfrastructureError broken => new($"What your code left behind makes the check itself break. {Control}", "a world that the check can look at", broken.Reason),
        _ when lost?.Code == FileCutShort => new(
            $"Your code made a file of the database shorter while the check was reading it, which ended the check's process. {Control}", "the database's files left to SQLite", "a file cut short"),
        _ when lost?.Code is null => new($"While your code ran, the check's process no longer answered. {Control}", "a check that ends", "none within its time"),
        _ => new($"What your code did ended the check's process. {Control}", "a check that ends by itself", "its process died"),
    };

    // With what it needs, which has passed before. Where something broke nobody looks at the world: who is to blame comes first.
    private async Task<(CheckReport? Report, JudgeLostException? Lost, bool IsCrowded)> AloneAsync(
        RunOfChecks run, CheckDeclaration check, bool inspects, CancellationToken cancellationToken)
    {
        try
        {
            var judged = await pool.RunAsync(run with { Options = run.Options with { Order = [check.Id], Inspects = inspects, ChecksAtOnce = 1 } }, progress: null, cancellationToken);
            return (judged.Reports.FirstOrDefault(report => report.CheckId == check.Id), null, judged.Crowded.Contains(check.Id));
        }
        catch (JudgeLostException lost)
        {
            return (null, lost, lost.Loss?.Crowded.Contains(check.Id) ?? false);
        }
    }

    // Ended for its silence, or by a clock of ours.
    private static bool IsLate(CheckReport? report, JudgeLostException? lost) =>
        lost is { Code: null } || report is { Status: CheckStatus.InfrastructureError { IsLate: true } };

    private async Task<RunOfChecks> ReferenceAsync(RunOfChecks run, CancellationToken cancellationToken)
    {
        var text = lab.Solutions[0];
        var compiled = (await parts.CompileAsync(lab, text.Text, text.Path, cancellationToken)).Reply;
        return compiled?.Assembly is { } assembly
            ? run with { Assembly = assembly, Symbols = compiled.Symbols!, Options = run.Options with { Schedules = new Dictionary<string, BreakingSchedule>() } }
            : throw new InfrastructureException($"The reference solution {text.Path} does not compile.", $"Run lab validate {lab.Id}.");
    }

    private void Keep(JudgedRun judged)
    {
        _declared = judged.Declared;
        _output += judged.Output;
        _output = _output.Length <= lab.Limits.OutputBytes ? _output : _output[..lab.Limits.OutputBytes];
        _usage = _usage.And(judged.Usage);
        _crowded.UnionWith(judged.Crowded);
        foreach (var (check, answers) in judged.Answers ?? new Dictionary<string, IReadOnlyList<RecordedAnswer>>())
            _answers.TryAdd(check, answers);
        Keep(judged.Reports);
    }

    private void Keep(IEnumerable<CheckReport> reports)
    {
        foreach (var report in reports)
            _reports.TryAdd(report.CheckId, report);
    }

    // Those that waited for it have their turn again, and those that waited for them.
    private void Replace(CheckReport report)
    {
        _reports[report.CheckId] = report;
        if (report.Status is CheckStatus.Passed)
            Release(report.CheckId);
    }

    private void Release(string passed)
    {
        var waiting = _reports.Values.Where(other => other.Status is CheckStatus.NotRun { Because: var because } && because == passed).ToList();
        foreach (var other in waiting)
        {
            _reports.Remove(other.CheckId);
            Release(other.CheckId);
        }
    }
}
