using System.Text;
using BackendLabs.Contract;

namespace BackendLabs.Judge.Running;

/// <summary>
/// Runs a lab's checks in the order they are asked for, as many at once as the run allows; a check that needs another runs
/// once that has ended, in whatever order they are asked for.
/// </summary>
internal sealed class ChecksInOrder(PreparedLab lab, SnippetRun run, TimeProvider time)
{
    private readonly Lock _ending = new();
    private readonly Dictionary<string, CheckStatus> _outcomes = new(StringComparer.Ordinal);
    private readonly List<CheckRun> _ran = [];
    private int _begun;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var asked = run.Options.Order ?? [.. lab.Declarations.Select(check => check.Id)];
        var checks = WithNeeds(asked);
        lab.Worlds.BeginRun(checks.Select(check => lab.SparesOf(check.Id)));
        try
        {
            await RunAsync(checks, asked.Count, cancellationToken);
        }
        finally
        {
            lab.Worlds.EndRun(lab.Declarations.Select(check => lab.SparesOf(check.Id)), run.Options.MoreFollow);
        }

        var output = string.Concat(_ran.Select(check => check.Output));
        var answers = run.RecordsAnswers ? _ran.ToDictionary(check => check.Id, IReadOnlyList<RecordedAnswer> (check) => check.Answers ?? [], StringComparer.Ordinal) : null;
        lab.Grader.Send(new JudgeToGrader.RunEnded(
            run.Id, Cut(output), _ran.Select(check => (long)Encoding.UTF8.GetByteCount(check.Output)).DefaultIfEmpty().Max(), answers));
    }

    private async Task RunAsync(List<CheckDeclaration> left, int count, CancellationToken cancellationToken)
    {
        var underWay = new List<Task>();
        while (true)
        {
            while (underWay.Count < run.Options.ChecksAtOnce && Next(left) is { } next)
                underWay.Add(RunOneAsync(next, Math.Max(count, _begun + 1), cancellationToken));
            if (underWay.Count == 0)
                return;
            var ended = await Task.WhenAny(underWay);
            underWay.Remove(ended);
            try
            {
                await ended;
            }
            catch
            {
                // This run ends, and with it what it was made of: nothing may still use that.
                await Task.WhenAll(underWay).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }
        }
    }

    // The first that nothing holds up; null where there is none, or no further check is wanted.
    private CheckDeclaration? Next(List<CheckDeclaration> left)
    {
        lock (_ending)
        {
            if (run.Options.StopsAtFailure && _outcomes.Values.Any(outcome => outcome is not CheckStatus.Passed))
                return null;
            var next = left.FirstOrDefault(check => check.Needs.All(_outcomes.ContainsKey));
            if (next is not null)
                left.Remove(next);
            return next;
        }
    }

    // What is asked for, each after what it needs.
    private List<CheckDeclaration> WithNeeds(IReadOnlyList<string> asked)
    {
        var all = new List<CheckDeclaration>();
        foreach (var id in asked)
            Add(id);
        return all;

        void Add(string id)
        {
            if (all.Any(check => check.Id == id))
                return;
            var check = lab.Declarations.FirstOrDefault(check => check.Id == id)
                ?? throw new InvalidOperationException($"The lab has no check \"{id}\".");
            foreach (var need in check.Needs)
                Add(need);
            all.Add(check);
        }
    }

    private async Task RunOneAsync(CheckDeclaration check, int count, CancellationToken cancellationToken)
    {
        lab.Grader.Send(new JudgeToGrader.CheckBegan(run.Id, check.Id, ++_begun, count));
        if (Missing(check) is { } missing)
        {
            End(new CheckReport(check.Id, new CheckStatus.NotRun(missing), TimeSpan.Zero, []));
            return;
        }

        var one = new CheckRun(lab, run, check, time);
        _ran.Add(one);
        if (await one.ExecuteAsync(End, cancellationToken) is { } world)
            lab.Grader.Send(new JudgeToGrader.WorldSeen(run.Id, check.Id, world));
    }

    private string? Missing(CheckDeclaration check)
    {
        lock (_ending)
            return check.Needs.FirstOrDefault(need => _outcomes[need] is not CheckStatus.Passed);
    }

    private void End(CheckReport report)
    {
        lock (_ending)
        {
            // A check that claims nothing was passed all the same, and those that need it can be.
            _outcomes[report.CheckId] = report.Status is CheckStatus.Failed { Message: CheckSession.NothingKept } ? new CheckStatus.Passed() : report.Status;
        }

        lab.Grader.Send(new JudgeToGrader.CheckEnded(run.Id, report));
    }

    private string Cut(string text) => text.Length <= run.Snippet.OutputBytes ? text : text[..run.Snippet.OutputBytes];
}
