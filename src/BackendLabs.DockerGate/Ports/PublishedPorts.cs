using System.Collections.Concurrent;
using BackendLabs.DockerGate.Creation;

namespace BackendLabs.DockerGate.Ports;

/// <summary>The relays of the containers that were made through one gate. They end with their container, the gate, or the run.</summary>
internal sealed class PublishedPorts(DockerEngine engine, EngineGatePolicy policy) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, PortLease> _byContainer = new(StringComparer.Ordinal);

    /// <summary>A namespace for a container that is about to be made, and the ports that lead into it.</summary>
    /// <param name="published">Each of them gets a port of the gate's choice, whatever the container asked for.</param>
    /// <exception cref="EngineGoneException">The Engine does not answer, or no port is left.</exception>
    public async Task<PortLease> LeaseAsync(
        ContainerSpec spec, IReadOnlyList<PublishedPort> published, string hostname, CancellationToken cancellationToken)
    {
        var holder = await PortNamespace.OpenAsync(engine.Client, policy, hostname, cancellationToken);
        var lease = new PortLease(holder, new PortBook(spec.PublishAll, new Dictionary<string, int[]>(StringComparer.Ordinal)), []);
        try
        {
            foreach (var (port, _) in published)
            {
                var number = PortNumbers.Of(port);
                var relay = PortRelay.Listen(token => ContainerStream.OpenAsync(engine, holder, number, token));
                lease = lease with { Relays = [.. lease.Relays, relay] };
            }
        }
        catch
        {
            await DropAsync(lease, CancellationToken.None);
            throw;
        }

        var drawn = published.Zip(lease.Relays).ToLookup(pair => pair.First.Port, pair => pair.Second.Port, StringComparer.Ordinal);
        var ports = spec.ExposedPorts.Concat(published.Select(port => port.Port)).Distinct(StringComparer.Ordinal)
            .ToDictionary(port => port, port => drawn[port].ToArray(), StringComparer.Ordinal);
        return lease with { Book = lease.Book with { Ports = ports } };
    }

    public void Keep(string container, PortLease lease) => _byContainer[container] = lease;

    /// <summary>Ends what belongs to containers that are there no more: one that removes itself tells nobody.</summary>
    public async Task KeepOnlyAsync(IEnumerable<string> containers, CancellationToken cancellationToken)
    {
        foreach (var gone in _byContainer.Keys.Except(containers, StringComparer.Ordinal).ToList())
            await EndAsync(gone, cancellationToken);
    }

    /// <returns>False where this gate did not make it.</returns>
    public async Task<bool> EndAsync(string container, CancellationToken cancellationToken)
    {
        if (!_byContainer.TryRemove(container, out var lease))
            return false;
        await DropAsync(lease, cancellationToken);
        return true;
    }

    public async Task DropAsync(PortLease lease, CancellationToken cancellationToken)
    {
        await lease.DisposeAsync();
        await PortNamespace.CloseAsync(engine.Client, lease.Holder, cancellationToken);
    }

    /// <summary>Closes the ports. The holders are removed with the run, by their label.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var container in _byContainer.Keys.ToList())
        {
            if (_byContainer.TryRemove(container, out var lease))
                await lease.DisposeAsync();
        }
    }
}

/// <param name="Holder">The container that holds the namespace.</param>
internal sealed record PortLease(string Holder, PortBook Book, IReadOnlyList<PortRelay> Relays) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        foreach (var relay in Relays)
            await relay.DisposeAsync();
    }
}
