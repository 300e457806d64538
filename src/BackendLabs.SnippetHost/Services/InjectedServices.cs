using BackendLabs.Contract;
using BackendLabs.SnippetHost.Calls;
using Docker.DotNet;
using Microsoft.Data.Sqlite;
using StackExchange.Redis;

namespace BackendLabs.SnippetHost.Services;

/// <summary>What a snippet's parameters are filled with. Each kind is opened where a call first asks for it.</summary>
internal sealed class InjectedServices(WorldPlaces places, SnippetAssembly snippet, Action<HostReply> send)
{
    private readonly Lazy<IDatabase> _redis = new(() => SnippetRedis.Connect(places.RedisSocket));
    private readonly Lazy<DockerClient> _docker = new(
        () => new DockerClientConfiguration(new Uri("unix://" + places.DockerSocket)).CreateClient());

    public IDatabase Redis => _redis.Value;

    public DockerClient Docker => _docker.Value;

    public ServiceLease Lease() => new(this);

    public SqliteConnection OpenDatabase(CancellationToken ended) => SnippetDatabase.Open(places.Database, snippet, send, ended);
}

/// <summary>One call's own services, closed with it.</summary>
internal sealed class ServiceLease(InjectedServices services) : IAsyncDisposable
{
    private SqliteConnection? _connection;

    public bool TryGet(Type type, CancellationToken cancellationToken, out object? service)
    {
        service = type switch
        {
            _ when type == typeof(SqliteConnection) => _connection ??= services.OpenDatabase(cancellationToken),
            _ when type == typeof(IDatabase) => services.Redis,
            _ when type == typeof(DockerClient) || type == typeof(IDockerClient) => services.Docker,
            _ when type == typeof(TimeProvider) => TimeProvider.System,
            _ when type == typeof(CancellationToken) => cancellationToken,
            _ => null,
        };
        return service is not null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync();
    }
}
