using BackendLabs.Contract;
using BackendLabs.Judge.Faults;
using BackendLabs.Judge.Snippets;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Running;

/// <summary>The snippet's processes in one session, the first and those that the check adds.</summary>
internal sealed class SnippetProcesses(
    World world, SnippetRun run, WorldState state, FaultLedger ledger, JudgeTimeline timeline, CheckSessionServices services, CancellationToken ended)
{
    private readonly List<HostCalls> _calls = [];

    /// <summary>Whether the student's code has had its hands on the world.</summary>
    public bool AreLoaded { get; set; }

    public string? EntryUnderWay => All().Select(calls => calls.EntryUnderWay).FirstOrDefault(entry => entry is not null);

    /// <summary>What all of them printed, one after the other.</summary>
    public string Output => string.Concat(All().Select(calls => calls.Output));

    public HostCalls[] All()
    {
        lock (_calls)
            return [.. _calls];
    }

    public HostCalls Open(WorldClient client, ICollection<RecordedAnswer>? answers)
    {
        var calls = new HostCalls(world, client, run.Snippet, state, ledger, timeline, answers)
        {
            Access = services.FindAccessAsync,
            BeforeCall = host => services.Copies?.TakeAsync(host, ended) ?? Task.CompletedTask,
        };
        lock (_calls)
            _calls.Add(calls);
        return calls;
    }

    /// <summary>Time is up: puts on the timeline what has begun and has no answer.</summary>
    public Task TellPendingAsync() => Task.WhenAll(All().Select(calls => calls.TellPendingAsync()));

    /// <summary>Tells each of them, once the code is loaded.</summary>
    public Task TellAsync(Func<int, JudgeToHost> what) =>
        AreLoaded ? Task.WhenAll(All().Select(calls => calls.TellAsync(what))) : Task.CompletedTask;

    /// <summary>What all of them do: busy where one is, and the earliest of their timers.</summary>
    public async Task<WorkUnderWay> LookAtWorkAsync()
    {
        if (!AreLoaded)
            return new WorkUnderWay(IsBusy: true, NextTimer: null);
        var all = await Task.WhenAll(All().Select(calls => calls.LookAtWorkAsync()));
        return new WorkUnderWay(all.Any(work => work.IsBusy), all.Min(work => work.NextTimer));
    }

    public Task TellOneAsync(int client, Func<int, JudgeToHost> what) =>
        AreLoaded && All().FirstOrDefault(calls => calls.Client == client) is { } calls ? calls.TellAsync(what) : Task.CompletedTask;
}
