using System.Collections.Concurrent;
using BackendLabs.Contract;
using BackendLabs.SnippetHost.Calls;
using BackendLabs.SnippetHost.Services;

namespace BackendLabs.SnippetHost;

/// <summary>The host's conversation with the judge: one load, then any number of calls, several at once.</summary>
internal sealed class HostSession(MessageStream judge, WorldPlaces places)
{
    private readonly ConcurrentDictionary<int, CancellationTokenSource> _underWay = new();
    private CappedOutput? _output;
    private SnippetAssembly? _snippet;
    private InjectedServices? _services;

    public async Task ServeAsync()
    {
        try
        {
            while (await judge.ReadAsync(WireJson.Default.HostRequest, CancellationToken.None) is { } request)
                await TakeAsync(request);
        }
        catch (Exception error) when (error is BrokenMessageException or IOException)
        {
            // The judge is gone, and with it the reason for this process.
        }
    }

    private async Task TakeAsync(HostRequest request)
    {
        switch (request)
        {
            case HostRequest.Load load:
                await LoadAsync(load);
                break;
            case HostRequest.Call call:
                Begin(call);
                break;
            case HostRequest.CancelCall cancel when _underWay.TryGetValue(cancel.Id, out var source):
                await source.CancelAsync();
                break;
        }
    }

    // The top-level statements run on a thread of their own too: the judge's next message is read meanwhile.
    private async Task LoadAsync(HostRequest.Load load)
    {
        _output = new CappedOutput(load.OutputBytes, Send);
        Console.SetOut(_output);
        Console.SetError(_output);
        _snippet = SnippetAssembly.Load(load.Assembly, load.ContractAssembly);
        _services = new InjectedServices(places, _snippet, Send);
        var snippet = _snippet;
        var thread = OwnThread.Run(snippet.RunTopLevelAsync);
        await Answer(thread, () => new HostReply.Loaded(), id: 0);
    }

    private void Begin(HostRequest.Call call)
    {
        var snippet = _snippet ?? throw new InvalidOperationException("A call came before the snippet was loaded.");
        var source = _underWay[call.Id] = new CancellationTokenSource();
        var running = OwnThread.Run(() => new EntryCall(snippet, _services!, call).InvokeAsync(source.Token));
        _ = AnswerCallAsync(running, call.Id);
    }

    private async Task AnswerCallAsync(Task<string> running, int id)
    {
        await Answer(running, () => new HostReply.Returned(id, running.GetAwaiter().GetResult()), id);
        if (_underWay.TryRemove(id, out var source))
            source.Dispose();
    }

    private async Task Answer(Task running, Func<HostReply> success, int id)
    {
        HostReply reply;
        try
        {
            await running;
            reply = success();
        }
        catch (Exception error)
        {
            reply = new HostReply.Raised(id, SnippetErrors.Of(error, _snippet!));
        }

        _output!.Flush();
        Send(reply);
    }

    private void Send(HostReply reply)
    {
        lock (judge)
        {
            // Kept in order with what was printed before; the judge reads as fast as we write.
            judge.WriteAsync(reply, WireJson.Default.HostReply, CancellationToken.None).GetAwaiter().GetResult();
        }
    }
}
