using Docker.DotNet.Models;

namespace Docker.DotNet;

/// <summary>The Engine's volumes.</summary>
public interface IVolumeOperations
{
    Task<VolumesListResponse> ListAsync(CancellationToken cancellationToken = default);

    Task<VolumesListResponse> ListAsync(VolumesListParameters parameters, CancellationToken cancellationToken = default);

    Task<VolumeResponse> CreateAsync(VolumesCreateParameters parameters, CancellationToken cancellationToken = default);

    Task<VolumeResponse> InspectAsync(string name, CancellationToken cancellationToken = default);

    Task RemoveAsync(string name, bool? force = default, CancellationToken cancellationToken = default);

    Task<VolumesPruneResponse> PruneAsync(VolumesPruneParameters parameters = null, CancellationToken cancellationToken = default);
}
