using System.Diagnostics.CodeAnalysis;
using BackendLabs.Contract;
using BackendLabs.Judge.Services;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Running;

/// <summary>The services of one session, each by its own home.</summary>
internal sealed class CheckSessionServices(SessionContext context) : IAsyncDisposable
{
    private readonly List<(ServiceHome Home, ServiceSession Session)> _all = [];

    /// <summary>In a probe of memory of its own: what each process keeps; null in every other run.</summary>
    public OwnCopies? Copies => _all.Select(one => one.Session.Copies).FirstOrDefault(copies => copies is not null);

    /// <summary>What the check's own code threw while it stood in for a service; null where it did not.</summary>
    public Exception? Mistake => _all.Select(one => one.Session.Mistake).FirstOrDefault(mistake => mistake is not null);

    /// <exception cref="WorldException">A service of the world is not there.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        foreach (var home in context.Services.Homes)
        {
            var session = home.Open(context);
            _all.Add((home, session));
            await session.OpenAsync(cancellationToken);
        }

        await context.World.OpenGatesAsync(OpenGatesAsync, HostEndedAsync);
    }

    public ServiceSession? Find(string kind) => _all.FirstOrDefault(one => one.Home.Kind == kind).Session;

    public bool TryGet<T>([NotNullWhen(true)] out T? session)
        where T : ServiceSession
    {
        session = _all.Select(one => one.Session).OfType<T>().FirstOrDefault();
        return session is not null;
    }

    /// <summary>The tools that a check works its services with.</summary>
    public async Task<IReadOnlyList<object>> MakeToolsAsync(bool ofCopy, CancellationToken cancellationToken)
    {
        var tools = new List<object>();
        foreach (var (_, session) in _all)
            tools.Add(await session.MakeToolAsync(ofCopy, cancellationToken));
        return tools;
    }

    /// <summary>What a process needs to know to reach each service, by the kind; of some nothing.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FindAccessAsync(int host)
    {
        var access = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (home, session) in _all)
        {
            if (await session.FindAccessAsync(host) is { } own)
                access.Add(home.Kind, own);
        }

        return access;
    }

    public Task EndCopiesAsync() => EachAsync(session => session.EndCopyAsync());

    public void Remember() => _all.ForEach(one => one.Session.Remember());

    public void EnsureKept() => _all.ForEach(one => one.Session.EnsureKept());

    /// <summary>As they were before Given.</summary>
    public Task ResetAsync() => EachAsync(session => session.ResetAsync());

    /// <summary>Moves the time of what is kept.</summary>
    /// <returns>What became of it, in words for the timeline.</returns>
    public async Task<string> AdvanceClockAsync(TimeSpan by)
    {
        var words = new List<string>();
        foreach (var (_, session) in _all)
        {
            if (await session.AdvanceClockAsync(by) is { } became)
                words.Add(became);
        }

        return string.Join(", ", words);
    }

    public void Held(int number, int client) => _all.ForEach(one => one.Session.Held(number, client));

    /// <summary>Hears from the grader what went through its own gates.</summary>
    public void Take(GraderToJudge message)
    {
        switch (message)
        {
            case GraderToJudge.ServiceSeen seen:
                Find(seen.Event.Service)?.Take(seen.Event);
                break;
            case GraderToJudge.ServiceRefused refused:
                context.Refuse(refused.Refusal);
                break;
        }
    }

    /// <inheritdoc cref="ServiceSession.Explain"/>
    public CheckStatus? Explain(Exception error, bool isLoaded) =>
        _all.Select(one => one.Session.Explain(error, isLoaded)).FirstOrDefault(status => status is not null);

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, session) in _all)
            await session.DisposeAsync();
    }

    private async ValueTask OpenGatesAsync(WorldClient client, int host, string folder)
    {
        foreach (var (_, session) in _all)
            await session.OpenGateAsync(client, host, folder);
    }

    private Task HostEndedAsync(int host) => EachAsync(session => session.HostEndedAsync(host));

    private async Task EachAsync(Func<ServiceSession, Task> work)
    {
        foreach (var (_, session) in _all)
            await work(session);
    }
}
