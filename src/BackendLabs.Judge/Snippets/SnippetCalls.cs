using System.Text.Json;
using BackendLabs.Contract;
using BackendLabs.Judge.Faults;

namespace BackendLabs.Judge.Snippets;

/// <summary>The check author's hands on the student's code: calls its entries in its own process, from outside.</summary>
public sealed class SnippetCalls
{
    private const int MostClients = 8;

    private readonly ICallTarget _target;
    private readonly IReadOnlyList<EntrySignature> _entries;
    private readonly JsonSerializerOptions _json;
    private readonly FaultLedger _ledger;
    private readonly JudgeTimeline _timeline;
    private readonly Func<Task<ICallTarget>> _addClient;

    /// <param name="addClient">Starts one more process of the same code in the same world.</param>
    internal SnippetCalls(
        ICallTarget target,
        IReadOnlyList<EntrySignature> entries,
        JsonSerializerOptions json,
        FaultLedger ledger,
        JudgeTimeline timeline,
        Func<Task<ICallTarget>> addClient)
    {
        _target = target;
        _entries = entries;
        _json = json;
        _ledger = ledger;
        _timeline = timeline;
        _addClient = addClient;
    }

    /// <summary>Which of the world's clients this is: 1 for the one that every check has.</summary>
    public int Number { get; private init; } = 1;

    /// <summary>What the code has printed so far in this check.</summary>
    public string Output => _target.Output;

    /// <summary>Calls an entry and reads its answer as <typeparamref name="T"/>. Calls may be under way at once; each has a thread and a connection of its own.</summary>
    /// <param name="arguments">The entry's arguments, without its services.</param>
    /// <exception cref="CheckScriptException">There is no such entry, or it takes other arguments.</exception>
    public async Task<T?> CallAsync<T>(string entry, params object?[] arguments) => await AskAsync(entry, arguments) switch
    {
        CallAnswer.Value value => Read<T>(entry, value.Json),
        CallAnswer.Error error => throw new SnippetThrewException(error.Failure),
        var other => throw new InvalidOperationException(other.ToString()),
    };

    /// <summary>Calls an entry and leaves its answer aside.</summary>
    public async Task CallAsync(string entry, params object?[] arguments)
    {
        if (await AskAsync(entry, arguments) is CallAnswer.Error error)
            throw new SnippetThrewException(error.Failure);
    }

    /// <summary>Calls an entry that should throw.</summary>
    /// <returns>The exception; null where it returned instead.</returns>
    public async Task<SnippetFailure?> FailureAsync(string entry, params object?[] arguments) =>
        (await AskAsync(entry, arguments) as CallAnswer.Error)?.Failure;

    /// <summary>Waits until the processes have idled.</summary>
    internal Func<Task> Idle { private get; init; } = () => Task.CompletedTask;

    /// <summary>
    /// Waits until the student's processes, this one and all others of the check, do nothing of themselves: no thread runs, and
    /// nothing has come to a service or from one meanwhile. Calls may be under way that wait for a timer or a service.
    /// What has not come by then does not come before the check does something: that is how a check says that nothing came.
    /// Code that never rests ends by the check's time limit.
    /// </summary>
    public Task IdleAsync() => Idle();

    /// <summary>Kills the student's process and starts it again in the same world: what it kept in memory is gone.</summary>
    public Task RestartAsync() => _target.RestartAsync();

    /// <summary>Kills the process in mid-call, as a machine that loses power does; <see cref="Fault.LiftAsync"/> starts it again. It lands where a call was under way, whose answer nobody must wait for.</summary>
    public async Task<Fault> KillAsync()
    {
        var wasUnderWay = await _target.KillAsync();
        var fault = _ledger.Add(new Fault(
            "code", "your process killed", "no call of your code was under way any more", _timeline, _target.RestartAsync));
        if (wasUnderWay)
            fault.Land();
        return fault;
    }

    /// <summary>
    /// This process and others beside it, as servers of one service are: they share the world's database and Redis and
    /// nothing else, so that a lock inside one of them keeps nobody out.
    /// </summary>
    /// <param name="count">With this one; at most 8.</param>
    public async Task<IReadOnlyList<SnippetCalls>> ClientsAsync(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostClients);
        var added = await Task.WhenAll(Enumerable.Range(1, count - 1).Select(_ => _addClient()));
        return [this, .. added.Select((target, i) => new SnippetCalls(target, _entries, _json, _ledger, _timeline, _addClient) { Number = i + 2, Idle = Idle })];
    }

    private Task<CallAnswer> AskAsync(string entry, object?[] arguments)
    {
        var signature = _entries.FirstOrDefault(e => e.Name == entry)
            ?? throw new CheckScriptException(
                $"The lab has no entry \"{entry}\"; lab.yaml names {string.Join(", ", _entries.Select(e => e.Name))}.");
        var expected = signature.Parameters.Where(parameter => parameter.Service is null).ToList();
        if (expected.Count != arguments.Length)
            throw new CheckScriptException(
                $"{entry} takes {expected.Count} arguments besides its services ({string.Join(", ", expected.Select(p => p.Name))}), not {arguments.Length}.");

        var texts = arguments.Select(argument => JsonSerializer.Serialize(argument, argument?.GetType() ?? typeof(object), _json));
        return _target.CallAsync(entry, [.. texts]);
    }

    private T? Read<T>(string entry, string json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, _json);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw new ExpectationFailedException(
                $"{entry} returned something that is not a {TypeNames.Of(typeof(T))}.", $"a {TypeNames.Of(typeof(T))}", json.Length <= 200 ? json : json[..199] + "…");
        }
    }
}

/// <summary>An exception of the student's code, as data.</summary>
/// <param name="Type">The full name of its type.</param>
/// <param name="Lines">The lines of the student's code that it went through, innermost first.</param>
public sealed record SnippetFailure(string Type, string Message, IReadOnlyList<int> Lines, SnippetFailure? Inner)
{
    /// <summary>Where memory ran out: how much the heap had taken by then.</summary>
    internal long HeapBytes { get; init; }

    /// <summary>What its library knows beside the message.</summary>
    internal ErrorFacts? Facts { get; init; }

    /// <summary>Whether this exception, or one inside it, is of the type with this name: <c>"ArgumentException"</c> or the full name.</summary>
    public bool Is(string type) =>
        Type == type || Type.EndsWith("." + type, StringComparison.Ordinal) || (Inner?.Is(type) ?? false);

    public override string ToString() => $"{Type}: {Message}";
}

/// <summary>The code threw where the check asked for an answer.</summary>
internal sealed class SnippetThrewException(SnippetFailure failure) : Exception(failure.Message)
{
    public SnippetFailure Failure { get; } = failure;
}
