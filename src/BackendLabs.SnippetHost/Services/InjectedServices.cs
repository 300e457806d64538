using BackendLabs.Contract;
using BackendLabs.SnippetHost.Calls;

namespace BackendLabs.SnippetHost.Services;

/// <summary>What a snippet's parameters are filled with.</summary>
internal sealed class InjectedServices
{
    private readonly IReadOnlyList<(ServiceHome Home, ProcessService Service)> _all;

    public InjectedServices(WorldPlaces places, SnippetAssembly snippet, JudgeToHost.Load load, LabClock clock, Action<HostToJudge> send)
    {
        Clock = clock;
        var frames = new SnippetFrames(snippet.Module);
        _all =
        [
            .. from home in ServiceList.All
               from service in load.Services
               where service.Value == home.Kind
               let access = load.Access.GetValueOrDefault(home.Kind)
               select (home, home.Open(new ServiceContext(service.Key, places, access, frames, send, load.Records, load))),
        ];
    }

    public TimeProvider Clock { get; }

    public ServiceLease Lease() => new(this);

    public Task<string> StartAsync()
    {
        foreach (var (_, service) in _all)
            service.Start();
        return Task.FromResult("");
    }

    public void Take(JudgeToHost.ToService change)
    {
        foreach (var (_, service) in _all)
            service.Take(change);
    }

    public ProcessService? Find(Type type) => _all.FirstOrDefault(one => one.Home.Fills(type)).Service;
}

/// <summary>One call's own services, closed with it.</summary>
internal sealed class ServiceLease(InjectedServices services) : IAsyncDisposable
{
    private readonly Dictionary<ProcessService, CallService> _open = [];

    public bool TryGet(Type type, CancellationToken cancellationToken, out object? value)
    {
        value = type switch
        {
            _ when type == typeof(TimeProvider) => services.Clock,
            _ when type == typeof(CancellationToken) => cancellationToken,
            _ when services.Find(type) is { } service => Open(service, cancellationToken).For(type),
            _ => null,
        };
        return value is not null;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var open in _open.Values)
            await open.DisposeAsync();
    }

    private CallService Open(ProcessService service, CancellationToken cancellationToken)
    {
        if (!_open.TryGetValue(service, out var open))
            _open.Add(service, open = service.OpenForCall(cancellationToken));
        return open;
    }
}
