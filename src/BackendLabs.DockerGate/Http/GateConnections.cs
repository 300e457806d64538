using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace BackendLabs.DockerGate.Http;

/// <summary>The open connections of one gate.</summary>
internal sealed class GateConnections(int most)
{
    private readonly ConcurrentDictionary<string, GateConnection> _open = new(StringComparer.Ordinal);
    private int _count;

    /// <param name="id">Kestrel's name for it.</param>
    public GateConnection? Find(string id) => _open.GetValueOrDefault(id);

    public async Task ServeAsync(ConnectionContext context, ConnectionDelegate next)
    {
        var connection = new GateConnection(context, Interlocked.Increment(ref _count) > most);
        context.Features.Set(connection);
        _open[context.ConnectionId] = connection;
        try
        {
            await next(context);
        }
        finally
        {
            _open.TryRemove(context.ConnectionId, out _);
            Interlocked.Decrement(ref _count);
            connection.End();
        }
    }

    /// <summary>Waits for those that are open now.</summary>
    public Task EndedAsync() => Task.WhenAll(_open.Values.Select(connection => connection.Ended));
}
