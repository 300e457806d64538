using System.Collections.Concurrent;
using System.Text.Json;
using BackendLabs.Contract;
using BackendLabs.Judge.Faults;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Snippets;

/// <summary>Answers a check's calls by one of the student's processes, and puts each on the timeline.</summary>
internal sealed class HostCalls(
    World world, WorldClient client, LoadedSnippet snippet, WorldState state, FaultLedger ledger, JudgeTimeline timeline, ICollection<RecordedAnswer>? record) : ICallTarget
{
    private readonly ConcurrentDictionary<CallUnderWay, bool> _calls = new();
    private string _earlierOutput = "";
    private int _underWay;
    private int _killed;
    private string? _entry;

    /// <summary>Before a process loads the snippet: what it needs to know to reach its services, by their kind.</summary>
    public Func<int, Task<IReadOnlyDictionary<string, string>>> Access { private get; init; } = _ => Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

    /// <summary>Before a process is called, by its number.</summary>
    public Func<int, Task> BeforeCall { private get; init; } = _ => Task.CompletedTask;

    /// <summary>Which of the world's clients it is, from 1.</summary>
    public int Client => client.Number;

    public string Output => _earlierOutput + client.Host.Output;

    /// <summary>The entry whose answer is awaited; null where none is.</summary>
    public string? EntryUnderWay => Volatile.Read(ref _underWay) > 0 ? _entry : null;

    public async Task LoadAsync()
    {
        var access = await Access(client.HostNumber);
        var reply = await client.Host.AskAsync(
            _ => snippet.ToLoad() with { ClockTicks = state.ClockAhead.Ticks, ClockStandsAt = state.ClockStands?.UtcTicks, DatabaseIsFull = state.DatabaseIsFull, Access = access }, isLoad: true);
        if (reply is HostToJudge.Raised raised)
            throw new SnippetThrewException(snippet.Symbols.Resolve(raised.Error));
    }

    public async Task<CallAnswer> CallAsync(string entry, IReadOnlyList<string> arguments)
    {
        _entry = entry;
        Interlocked.Increment(ref _underWay);
        ledger.CallBegan();
        var start = timeline.Now;
        var host = client.HostNumber;
        var call = new CallUnderWay(start, entry, arguments, host);
        _calls[call] = true;
        try
        {
            await BeforeCall(host);
            var reply = await client.Host.AskAsync(id => new JudgeToHost.Call(id, entry, arguments));
            Interlocked.Decrement(ref _underWay);
            ledger.CallEnded();
            await world.SettleAsync();
            var (answer, outcome) = Understand(entry, reply);
            timeline.Add(CallEvent(start, entry, arguments, outcome, host) with { Failed = answer is CallAnswer.Error });
            return answer;
        }
        catch (HostGoneException)
        {
            ledger.CallEnded();
            await world.SettleAsync();
            timeline.Add(CallEvent(start, entry, arguments, "never returned", host) with { Failed = true });
            throw host == _killed
                ? new CheckScriptException($"The answer of {entry} was awaited although the check killed its process. Leave that call alone, or ask it by FailureAsync.")
                : new HostGoneException(client);
        }
        finally
        {
            _calls.TryRemove(call, out _);
        }
    }

    /// <summary>Time is up: puts on the timeline which calls have no answer, and has the process tell what it waits for.</summary>
    public async Task TellPendingAsync()
    {
        foreach (var call in _calls.Keys)
            timeline.Add(CallEvent(call.Start, call.Entry, call.Arguments, "no answer when time was up", call.Host) with { Failed = true, Pending = true });
        try
        {
            await TellAsync(id => new JudgeToHost.TellPending(id)).WaitAsync(JudgeTimes.Pending);
        }
        catch (Exception error) when (error is TimeoutException or HostGoneException)
        {
            // It has ended, or is too busy to say: what the gates saw is there all the same.
        }
    }

    /// <summary>Tells the process of something that the check did to its world.</summary>
    public async Task TellAsync(Func<int, JudgeToHost> what)
    {
        // One that is dead is told when it is started again.
        if (_killed != client.HostNumber)
            await client.Host.AskAsync(what);
    }

    public async Task<WorkUnderWay> LookAtWorkAsync()
    {
        if (_killed == client.HostNumber)
            return new WorkUnderWay(IsBusy: false, NextTimer: null);
        var reply = await client.Host.AskAsync(id => new JudgeToHost.LookAtWork(id));
        try
        {
            return (reply as HostToJudge.Returned)?.Json is { } json && JsonSerializer.Deserialize(json, WireJson.Default.WorkUnderWay) is { } work
                ? work with { NextTimer = work.NextTimer is { } ticks ? Math.Max(0, ticks) : null }
                : new WorkUnderWay(IsBusy: true, NextTimer: null);
        }
        catch (JsonException)
        {
            // A process that was taken apart says anything: then it is never idle.
            return new WorkUnderWay(IsBusy: true, NextTimer: null);
        }
    }

    public async Task<bool> KillAsync()
    {
        var isUnderWay = Interlocked.Exchange(ref _underWay, 0) > 0;
        _killed = client.HostNumber;
        await client.EndAsync();
        return isUnderWay;
    }

    public async Task RestartAsync()
    {
        var start = timeline.Now;
        await StartAsync();
        await LoadAgainAsync(start);
    }

    /// <summary>Puts a new process in place of the present one. It has none of the code yet.</summary>
    public async Task StartAsync()
    {
        _earlierOutput += client.Host.Output;
        if (_killed == client.HostNumber)
            await client.StartAsync(CancellationToken.None);
        else
            await client.RestartAsync();
        Volatile.Write(ref _underWay, 0);
    }

    /// <param name="since">When it began to start.</param>
    public async Task LoadAgainAsync(long since)
    {
        await LoadAsync();
        timeline.Add(new TimelineEvent(since, timeline.Now - since, "judge", "restart", "your process was ended and started again"));
    }

    private TimelineEvent CallEvent(long start, string entry, IReadOnlyList<string> arguments, string outcome, int host) => new(
        start, timeline.Now - start, "code", entry, Cut($"({string.Join(", ", arguments.Select(ShownJson.Of))}) {outcome}"), Host: host);

    private (CallAnswer Answer, string Outcome) Understand(string entry, HostToJudge reply)
    {
        if (reply is HostToJudge.Raised raised)
        {
            Record(new RecordedAnswer(entry, Json: null, raised.Error));
            var failure = snippet.Symbols.Resolve(raised.Error);
            return (new CallAnswer.Error(failure), "threw " + failure);
        }

        var json = ((HostToJudge.Returned)reply).Json;
        Record(new RecordedAnswer(entry, json, Error: null));
        return (new CallAnswer.Value(json), "-> " + ShownJson.Of(json));
    }

    // Calls may end at once, on several threads.
    private void Record(RecordedAnswer answer)
    {
        if (record is null)
            return;
        lock (record)
            record.Add(answer);
    }

    private static string Cut(string text) => text.Length <= 200 ? text : text[..199] + "…";

    /// <summary>A call whose answer is awaited. Two of the same are two.</summary>
    private sealed class CallUnderWay(long start, string entry, IReadOnlyList<string> arguments, int host)
    {
        public long Start => start;

        public string Entry => entry;

        public IReadOnlyList<string> Arguments => arguments;

        public int Host => host;
    }
}

/// <summary>One run's snippet, ready to be loaded into any number of processes.</summary>
internal sealed record LoadedSnippet(
    byte[] Assembly, SnippetSymbols Symbols, byte[]? ContractAssembly, IReadOnlyDictionary<string, string> Services, int OutputBytes)
{
    /// <summary>False only where the cost of recording is measured.</summary>
    public bool Records { get; init; } = true;

    /// <inheritdoc cref="SnippetClock.IsGiven"/>
    public bool IsClockGiven { get; } = SnippetClock.IsGiven(Assembly);

    public JudgeToHost.Load ToLoad() => new(Assembly, ContractAssembly, Services, OutputBytes) { Records = Records };
}
