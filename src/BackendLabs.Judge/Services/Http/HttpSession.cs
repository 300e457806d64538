using BackendLabs.Contract;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Services.Http;

/// <summary>The world's HTTP service in one session.</summary>
internal sealed class HttpSession : ServiceSession
{
    private readonly SessionContext _context;
    private readonly List<HttpGate> _gates = [];
    private readonly HttpUpstream _real;

    // What the snippet's processes ask in place of the real one; null where they ask that.
    private readonly HttpUpstream? _copy;

    public HttpSession(SessionContext context)
    {
        _context = context;
        _real = new HttpUpstream(context.HttpJson, context.Timeline, context.Time, context.Refuse);
        // What goes to the copy is nothing that the real one was asked, and no fault of the real one meets it.
        if (context.IsCopied(HttpHome.Name))
            _copy = new HttpUpstream(context.HttpJson, timeline: null, context.Time, context.Refuse);
    }

    public override Exception? Mistake => _real.Answers.Mistake ?? _copy?.Answers.Mistake;

    public override async Task OpenGateAsync(WorldClient client, int host, string folder)
    {
        var gate = await HttpGate.ListenAsync(Path.Combine(folder, "http.sock"), _copy ?? _real, host, client.Number, _context.Ended);
        lock (_gates)
            _gates.Add(gate);
    }

    public override Task<object> MakeToolAsync(bool ofCopy, CancellationToken cancellationToken) =>
        Task.FromResult<object>(new JudgeHttp((ofCopy ? _copy : null) ?? _real, _context.Ledger, _context.Timeline, _context.Time));

    public override Task ResetAsync()
    {
        _real.Reset();
        return Task.CompletedTask;
    }

    public override void Observe(TimelineEvent told, HostToJudge.Observed observed)
    {
        if (_copy is null)
            _context.Timeline.AddInside(told, observed.Key);
    }

    public override async ValueTask DisposeAsync() => await Task.WhenAll(_gates.Select(gate => gate.DisposeAsync().AsTask()));
}
