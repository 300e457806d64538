using BackendLabs.Judge.Http;
using BackendLabs.Judge.Redis;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Running;

/// <summary>What opens the gates of each of a world's processes, and the gates that are open.</summary>
internal sealed class WorldGates : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, RedisGate> _redis = [];
    private readonly List<HttpGate> _http = [];

    /// <summary>Null where the world has no Redis.</summary>
    public Func<WorldClient, int, string, RedisGate>? OpenRedis { private get; set; }

    /// <summary>Null where the world has no HTTP service.</summary>
    public Func<WorldClient, int, string, Task<HttpGate>>? OpenHttp { private get; set; }

    /// <param name="host">The number of the process.</param>
    /// <param name="folder">The one that the process's sandbox shows.</param>
    public async ValueTask OpenAsync(WorldClient client, int host, string folder)
    {
        if (OpenRedis?.Invoke(client, host, folder) is { } redis)
        {
            lock (_lock)
                _redis.Add(host, redis);
        }

        if (OpenHttp is not null)
        {
            var http = await OpenHttp(client, host, folder);
            lock (_lock)
                _http.Add(http);
        }
    }

    /// <summary>A process that the judge ended is gone.</summary>
    public Task EndedAsync(int host)
    {
        lock (_lock)
            return _redis.TryGetValue(host, out var gate) ? gate.DropHeldAsync() : Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var gate in _redis.Values)
            await gate.DisposeAsync();
        await Task.WhenAll(_http.Select(gate => gate.DisposeAsync().AsTask()));
    }
}
