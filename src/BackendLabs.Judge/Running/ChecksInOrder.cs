using System.Text;
using BackendLabs.Contract;

namespace BackendLabs.Judge.Running;

/// <summary>Runs a lab's checks one after the other; a check that needs another runs after it, in whatever order they are asked for.</summary>
internal sealed class ChecksInOrder(PreparedLab lab, SnippetRun run, TimeProvider time)
{
    private readonly Dictionary<string, CheckStatus> _outcomes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<RecordedAnswer>> _answers = new(StringComparer.Ordinal);
    private readonly StringBuilder _output = new();
    private long _outputBytes;
    private int _count;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var asked = run.Options.Order ?? [.. lab.Declarations.Select(check => check.Id)];
        _count = asked.Count;
        lab.Worlds.BeginRun(WithNeeds(asked).Select(lab.SparesOf));
        try
        {
            await RunAsync(asked, cancellationToken);
        }
        finally
        {
            lab.Worlds.EndRun(lab.Declarations.Select(check => lab.SparesOf(check.Id)), run.Options.MoreFollow);
        }

        lab.Grader.Send(new JudgeToGrader.RunEnded(run.Id, Cut(_output.ToString()), _outputBytes, run.RecordsAnswers ? _answers : null));
    }

    private async Task RunAsync(IReadOnlyList<string> asked, CancellationToken cancellationToken)
    {
        foreach (var id in asked)
        {
            await EnsureAsync(id, cancellationToken);
            if (run.Options.StopsAtFailure && _outcomes.Values.Any(outcome => outcome is not CheckStatus.Passed))
                break;
        }
    }

    private HashSet<string> WithNeeds(IEnumerable<string> asked)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        var left = new Stack<string>(asked);
        while (left.TryPop(out var id))
        {
            if (!all.Add(id))
                continue;
            foreach (var need in lab.Declarations.FirstOrDefault(check => check.Id == id)?.Needs ?? [])
                left.Push(need);
        }

        return all;
    }

    private async Task EnsureAsync(string id, CancellationToken cancellationToken)
    {
        if (_outcomes.ContainsKey(id))
            return;
        var check = lab.Declarations.FirstOrDefault(check => check.Id == id)
            ?? throw new InvalidOperationException($"The lab has no check \"{id}\".");
        foreach (var need in check.Needs)
            await EnsureAsync(need, cancellationToken);

        lab.Grader.Send(new JudgeToGrader.CheckBegan(run.Id, id, _outcomes.Count + 1, Math.Max(_count, _outcomes.Count + 1)));
        if (check.Needs.FirstOrDefault(need => _outcomes[need] is not CheckStatus.Passed) is { } missing)
            End(new CheckReport(id, new CheckStatus.NotRun(missing), TimeSpan.Zero, []));
        else
            await RunOneAsync(check, cancellationToken);
    }

    private void End(CheckReport report)
    {
        // A check that claims nothing was passed all the same, and those that need it can be.
        _outcomes[report.CheckId] = report.Status is CheckStatus.Failed { Message: CheckSession.NothingKept } ? new CheckStatus.Passed() : report.Status;
        lab.Grader.Send(new JudgeToGrader.CheckEnded(run.Id, report));
    }

    private async Task RunOneAsync(CheckDeclaration check, CancellationToken cancellationToken)
    {
        var one = new CheckRun(lab, run, check, time);
        if (await one.ExecuteAsync(End, cancellationToken) is { } world)
            lab.Grader.Send(new JudgeToGrader.WorldSeen(run.Id, check.Id, world));
        _output.Append(one.Output);
        _outputBytes = Math.Max(_outputBytes, Encoding.UTF8.GetByteCount(one.Output));
        if (one.Answers is { } answers)
            _answers[check.Id] = answers;
    }

    private string Cut(string text) => text.Length <= run.Snippet.OutputBytes ? text : text[..run.Snippet.OutputBytes];
}
