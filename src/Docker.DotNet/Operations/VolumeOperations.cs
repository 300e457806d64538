using Docker.DotNet.Connection;
using Docker.DotNet.Models;
using Docker.DotNet.Wire;

namespace Docker.DotNet.Operations;

sealed class VolumeOperations(EngineConnection engine) : IVolumeOperations
{
    public Task<VolumesListResponse> ListAsync(CancellationToken cancellationToken = default) => ListAsync(parameters: null, cancellationToken);

    public Task<VolumesListResponse> ListAsync(VolumesListParameters parameters, CancellationToken cancellationToken = default)
    {
        var query = new Query();
        query.AddJson("filters", parameters?.Filters);
        return engine.SendAsync<VolumesListResponse>(new(HttpMethod.Get, "volumes") { Query = query }, cancellationToken);
    }

    public Task<VolumeResponse> CreateAsync(VolumesCreateParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return engine.SendAsync<VolumeResponse>(new(HttpMethod.Post, "volumes/create") { Body = Body.Json(parameters) }, cancellationToken);
    }

    public Task<VolumeResponse> InspectAsync(string name, CancellationToken cancellationToken = default) =>
        engine.SendAsync<VolumeResponse>(Of(HttpMethod.Get, name), cancellationToken);

    public Task RemoveAsync(string name, bool? force = default, CancellationToken cancellationToken = default) =>
        engine.SendAsync(Of(HttpMethod.Delete, name) with { Query = new Query { { "force", force } } }, cancellationToken);

    public Task<VolumesPruneResponse> PruneAsync(VolumesPruneParameters parameters = null, CancellationToken cancellationToken = default)
    {
        var query = new Query();
        query.AddJson("filters", parameters?.Filters);
        return engine.SendAsync<VolumesPruneResponse>(new(HttpMethod.Post, "volumes/prune") { Query = query }, cancellationToken);
    }

    static EngineRequest Of(HttpMethod method, string name) => new(method, "volumes/" + EngineRequest.Segment(name, nameof(name)));
}
