using System.Collections.Concurrent;
using BackendLabs.Contract;
using BackendLabs.Labs;
using BackendLabs.Sandbox;

namespace BackendLabs.CompilerClient.Language;

/// <summary>
/// Answers editors, by a few compilers of its own: what a student types must not wait for what others compile, and a
/// text that costs a compiler must not cost the others their answers.
/// </summary>
internal sealed class LanguageDesk : IAsyncDisposable
{
    /// <summary>At least two: while one is replaced, there is another. Beyond four, memory is worth more.</summary>
    private static readonly int Compilers = Math.Clamp(Environment.ProcessorCount, 2, 4);

    private readonly LabCompilation _labs;
    private readonly Lazy<CompilerProcess>[] _compilers;
    private readonly FairTurns _turns = new(Compilers);
    private readonly SpoiltTexts _spoilt;
    private readonly ConcurrentDictionary<string, Task<byte[]?>> _contracts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> _underWay = [];
    private bool _isEnding;

    public LanguageDesk(ProcessSandbox sandbox, AppFolders app, LabCompilation labs, TimeProvider time)
    {
        _labs = labs;
        _spoilt = new SpoiltTexts(time);
        _compilers = [.. Enumerable.Range(0, Compilers).Select(_ => new Lazy<CompilerProcess>(() => new CompilerProcess(sandbox, app, "language")
        {
            WarmUp = new GraderToCompiler.WarmUp(Id: 0, ForEditors: true),
        }))];
    }

    /// <summary>Asks one question about a text.</summary>
    /// <returns>The reply, without one where no compiler copes with the text; null where this editor has too many waiting.</returns>
    /// <exception cref="InfrastructureException">No compiler can be started, or the machine leaves it no time.</exception>
    /// <exception cref="LabUnusableException">The lab's contract is wrong.</exception>
    /// <exception cref="OperationCanceledException">The answer is no longer wanted.</exception>
    public async Task<CompilerAnswer?> AskAsync(EditorText text, LanguageQuestion question, CancellationToken cancellationToken)
    {
        if (_spoilt.Contains(text))
            return new CompilerAnswer(Reply: null, TimeSpan.Zero);
        var contract = await ContractAsync(text.Lab).WaitAsync(cancellationToken);
        if (await _turns.EnterAsync(text.Editor, cancellationToken) is not { } turn)
            return null;
        var asking = AskInTurnAsync(turn, text, contract, question);
        _underWay[asking] = true;
        _ = ForgetAsync(asking);
        // Nobody may want it any more; the turn ends with the answer all the same, for a compiler cannot be interrupted.
        return await asking.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _isEnding = true;
        foreach (var asking in _underWay.Keys)
            await ((Task)asking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var compiler in _compilers.Where(one => one.IsValueCreated))
            await compiler.Value.DisposeAsync();
    }

    private async Task<CompilerAnswer> AskInTurnAsync(Turn turn, EditorText text, byte[]? contract, LanguageQuestion question)
    {
        using (turn)
        {
            // It may have been spoilt while this question waited.
            if (_isEnding || _spoilt.Contains(text))
                return new CompilerAnswer(Reply: null, TimeSpan.Zero);
            var compiler = _compilers[turn.Slot].Value;
            var answer = await compiler.AskAsync(
                id => new GraderToCompiler.Inspect(
                    id, text.Source, "answer.csx", CompiledWith.Of(text.Lab), [.. text.Lab.Entries.Select(entry => entry.Signature)], contract, question),
                CancellationToken.None);
            if (answer.Reply is null)
            {
                _spoilt.Add(text);
                compiler.Start();
            }

            return answer;
        }
    }

    private async Task ForgetAsync(Task asking)
    {
        await asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _underWay.TryRemove(asking, out _);
    }

    private async Task<byte[]?> ContractAsync(Lab lab)
    {
        var contract = _contracts.GetOrAdd(lab.Digest, _ => CompileContractAsync(lab));
        try
        {
            return await contract;
        }
        catch
        {
            _contracts.TryRemove(new KeyValuePair<string, Task<byte[]?>>(lab.Digest, contract));
            throw;
        }
    }

    private async Task<byte[]?> CompileContractAsync(Lab lab)
    {
        var (contract, problems) = await _labs.CompileContractAsync(lab, CancellationToken.None);
        return problems.Count > 0 ? throw new LabUnusableException(problems) : contract;
    }
}
