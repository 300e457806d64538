using BackendLabs.Contract;

namespace BackendLabs.Judge.Snippets;

/// <summary>Who answers a check's calls: a student's process, or a record of one.</summary>
internal interface ICallTarget
{
    string Output { get; }

    Task<CallAnswer> CallAsync(string entry, IReadOnlyList<string> arguments);

    Task RestartAsync();

    /// <returns>Whether a call was under way.</returns>
    Task<bool> KillAsync();
}

internal abstract record CallAnswer
{
    private CallAnswer() { }

    public sealed record Value(string Json) : CallAnswer;

    public sealed record Error(SnippetFailure Failure) : CallAnswer;
}

/// <summary>Answers from the record of another run, in order: what a student could do who had seen the answers.</summary>
internal sealed class RecordedCalls(IReadOnlyList<RecordedAnswer> answers, SnippetSymbols symbols) : ICallTarget
{
    private int _next;

    public string Output => "";

    public Task<CallAnswer> CallAsync(string entry, IReadOnlyList<string> arguments)
    {
        // A check may ask more often than the record knows; the last answer of that entry is then the best guess.
        var answer = _next < answers.Count ? answers[_next++] : answers.LastOrDefault(a => a.Entry == entry);
        return Task.FromResult<CallAnswer>(answer switch
        {
            { Error: { } error } => new CallAnswer.Error(symbols.Resolve(error)),
            { Json: { } json } => new CallAnswer.Value(json),
            _ => new CallAnswer.Value("null"),
        });
    }

    public Task RestartAsync() => Task.CompletedTask;

    public Task<bool> KillAsync() => Task.FromResult(false);
}
