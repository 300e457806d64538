using Docker.DotNet.Connection;
using Docker.DotNet.Models;
using Docker.DotNet.Wire;

namespace Docker.DotNet.Operations;

sealed class NetworkOperations(EngineConnection engine) : INetworkOperations
{
    public async Task<IList<NetworkResponse>> ListNetworksAsync(NetworksListParameters parameters = null, CancellationToken cancellationToken = default)
    {
        var query = new Query();
        query.AddJson("filters", parameters?.Filters);
        return await engine.SendAsync<IList<NetworkResponse>>(new(HttpMethod.Get, "networks") { Query = query }, cancellationToken) ?? [];
    }

    public Task<NetworkResponse> InspectNetworkAsync(string id, CancellationToken cancellationToken = default) =>
        engine.SendAsync<NetworkResponse>(Of(HttpMethod.Get, id, ""), cancellationToken);

    public Task DeleteNetworkAsync(string id, CancellationToken cancellationToken = default) =>
        engine.SendAsync(Of(HttpMethod.Delete, id, ""), cancellationToken);

    public Task<NetworksCreateResponse> CreateNetworkAsync(NetworksCreateParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return engine.SendAsync<NetworksCreateResponse>(new(HttpMethod.Post, "networks/create") { Body = Body.Json(parameters) }, cancellationToken);
    }

    public Task ConnectNetworkAsync(string id, NetworkConnectParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return engine.SendAsync(Of(HttpMethod.Post, id, "/connect") with { Body = Body.Json(parameters) }, cancellationToken);
    }

    public Task DisconnectNetworkAsync(string id, NetworkDisconnectParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return engine.SendAsync(Of(HttpMethod.Post, id, "/disconnect") with { Body = Body.Json(parameters) }, cancellationToken);
    }

    public Task DeleteUnusedNetworksAsync(NetworksDeleteUnusedParameters parameters = null, CancellationToken cancellationToken = default) =>
        PruneNetworksAsync(parameters, cancellationToken);

    public Task<NetworksPruneResponse> PruneNetworksAsync(NetworksDeleteUnusedParameters parameters = null, CancellationToken cancellationToken = default)
    {
        var query = new Query();
        query.AddJson("filters", parameters?.Filters);
        return engine.SendAsync<NetworksPruneResponse>(new(HttpMethod.Post, "networks/prune") { Query = query }, cancellationToken);
    }

    static EngineRequest Of(HttpMethod method, string id, string what) =>
        new(method, $"networks/{EngineRequest.Segment(id, nameof(id))}{what}", Subject.Network);
}
