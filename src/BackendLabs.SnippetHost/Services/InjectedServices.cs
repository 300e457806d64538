using BackendLabs.Contract;
using BackendLabs.SnippetHost.Calls;
using BackendLabs.SnippetHost.Generated;
using BackendLabs.SnippetHost.Services.Tracing;
using Microsoft.Data.Sqlite;
using StackExchange.Redis;

namespace BackendLabs.SnippetHost.Services;

/// <summary>What a snippet's parameters are filled with. Each kind is opened where a call first asks for it.</summary>
internal sealed class InjectedServices(
    WorldPlaces places, SnippetAssembly snippet, IReadOnlyDictionary<string, string> services, LabClock clock, Action<HostToJudge> send, bool records)
{
    private readonly SnippetFrames _frames = new(snippet.Module);
    private readonly Lazy<IDatabase> _redis = new(() => SnippetRedis.Connect(places.RedisSocket, records));
    private readonly Lazy<object> _docker = new(() => SnippetDocker.Connect(places.DockerSocket));

    private readonly Lazy<SnippetHttp> _http = new(
        () => new SnippetHttp(services.First(service => service.Value == "http").Key, places.HttpSocket));

    /// <summary>Whether a connection to the database finds no room for another page.</summary>
    public bool DatabaseIsFull { get; set; }

    public StatementHolds Holds { get; } = new(send);

    public TimeProvider Clock => clock;

    /// <summary>Begins to tell of statements, unless nothing is recorded.</summary>
    public void TraceStatements()
    {
        if (records)
            StatementTrace.Listen(_frames, send, Holds);
    }

    public object Docker => _docker.Value;

    public ServiceLease Lease() => new(this);

    /// <summary>Connects as a program does when it starts, so that what happens to the server later happens to a connection.</summary>
    public Task<string> StartAsync()
    {
        if (services.Values.Contains("redis"))
            _ = _redis.Value;
        return Task.FromResult("");
    }

    public SqliteConnection OpenDatabase(CancellationToken ended) => SnippetDatabase.Open(places.Database, DatabaseIsFull, send, ended);

    public RedisTrace? TraceRedis() => records ? new RedisTrace(_frames, send) : null;

    public HttpTrace? TraceHttp() => records ? new HttpTrace(_frames, send) : null;

    public HttpClient Http(HttpTrace? trace) => _http.Value.Client(trace);

    public IDatabase Redis(RedisTrace? trace) => trace is null ? _redis.Value : new TracedDatabase(_redis.Value, trace);
}

/// <summary>One call's own services, closed with it.</summary>
internal sealed class ServiceLease(InjectedServices services) : IAsyncDisposable
{
    private SqliteConnection? _connection;
    private IDatabase? _redis;
    private RedisTrace? _trace;
    private HttpClient? _http;
    private HttpTrace? _httpTrace;

    public bool TryGet(Type type, CancellationToken cancellationToken, out object? service)
    {
        service = type switch
        {
            _ when type == typeof(SqliteConnection) => _connection ??= services.OpenDatabase(cancellationToken),
            _ when type == typeof(IDatabase) => _redis ??= services.Redis(_trace = services.TraceRedis()),
            _ when SnippetDocker.IsClient(type) => services.Docker,
            _ when type == typeof(HttpClient) => _http ??= services.Http(_httpTrace = services.TraceHttp()),
            _ when type == typeof(TimeProvider) => services.Clock,
            _ when type == typeof(CancellationToken) => cancellationToken,
            _ => null,
        };
        return service is not null;
    }

    public async ValueTask DisposeAsync()
    {
        _trace?.EndCall();
        _httpTrace?.EndCall();
        if (_connection is not null)
            await _connection.DisposeAsync();
    }
}
