using System.Text.Json;
using BackendLabs.Contract;
using BackendLabs.SnippetHost.Calls;
using BackendLabs.SnippetHost.Services;

namespace BackendLabs.SnippetHost;

/// <summary>The host's conversation with the judge: one load, then any number of calls, several at once.</summary>
internal sealed class HostSession(MessageStream judge, WorldPlaces places)
{
    private readonly SpareDescriptors _reserve = new();
    private readonly LabClock _clock = new();
    private CappedOutput? _output;
    private SnippetAssembly? _snippet;
    private InjectedServices? _services;

    // On the thread that it is called on, which has nothing else to do: what is awaited is compiled anew by each process.
    public void Serve()
    {
        try
        {
            while (judge.Read(WireJson.Default.JudgeToHost) is { } request)
                Take(request);
        }
        catch (Exception error) when (error is BrokenMessageException or IOException)
        {
            // The judge is gone, and with it the reason for this process.
        }
    }

    private void Take(JudgeToHost request)
    {
        switch (request)
        {
            case JudgeToHost.Load load:
                Load(load);
                break;
            case JudgeToHost.Call call:
                Begin(call);
                break;
            case JudgeToHost.AdvanceClock advance:
                _clock.Advance(TimeSpan.FromTicks(advance.Ticks));
                Send(new HostToJudge.Returned(advance.Id, "null"));
                break;
            case JudgeToHost.StopClock stop:
                _clock.Stop(new DateTimeOffset(stop.At, TimeSpan.Zero));
                Send(new HostToJudge.Returned(stop.Id, "null"));
                break;
            case JudgeToHost.LookAtWork look:
                Send(new HostToJudge.Returned(look.Id, JsonSerializer.Serialize(new WorkUnderWay(RunningThreads.AnyOther(), _clock.NextTimer()?.Ticks), WireJson.Default.WorkUnderWay)));
                break;
            case JudgeToHost.ToService change when _services is { } services:
                services.Take(change);
                Send(new HostToJudge.Returned(change.Id, "null"));
                break;
        }
    }

    // The top-level statements run on a thread of their own too; the judge calls nothing before they have ended.
    private void Load(JudgeToHost.Load load)
    {
        _output = new CappedOutput(load.OutputBytes, Send);
        Console.SetOut(_output);
        Console.SetError(_output);
        _clock.Advance(TimeSpan.FromTicks(load.ClockTicks));
        if (load.ClockStandsAt is { } stands)
            _clock.Stop(new DateTimeOffset(stands, TimeSpan.Zero));
        _ = AnswerAsync(0, async () =>
        {
            var snippet = _snippet = SnippetAssembly.Load(load.Assembly, load.ContractAssembly);
            _services = new InjectedServices(places, snippet, load, _clock, Send);
            // Two threads: what runs after a wait may be on one of the pool's.
            await OwnThread.Run(_services.StartAsync);
            await OwnThread.Run(snippet.RunTopLevelAsync);
            return new HostToJudge.Loaded();
        });
    }

    private void Begin(JudgeToHost.Call call)
    {
        var snippet = _snippet ?? throw new InvalidOperationException("A call came before the snippet was loaded.");
        _ = AnswerAsync(call.Id, async () =>
        {
            var json = await OwnThread.Run(() => new EntryCall(snippet, _services!, call).InvokeAsync(CancellationToken.None));
            return new HostToJudge.Returned(call.Id, json);
        });
    }

    private async Task AnswerAsync(int id, Func<Task<HostToJudge>> work)
    {
        HostToJudge reply;
        try
        {
            reply = await work();
        }
        catch (Exception error)
        {
            _reserve.Release();
            reply = new HostToJudge.Raised(id, SnippetErrors.Of(error, _snippet));
        }

        _output!.Flush();
        Send(reply);
    }

    // A thread that prints waits until the judge has taken it: what is printed stays in order, and memory small.
    private void Send(HostToJudge reply) => judge.Write(reply, WireJson.Default.HostToJudge);
}
