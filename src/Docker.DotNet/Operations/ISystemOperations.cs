using Docker.DotNet.Models;

namespace Docker.DotNet;

/// <summary>The Engine itself.</summary>
public interface ISystemOperations
{
    Task<VersionResponse> GetVersionAsync(CancellationToken cancellationToken = default);

    Task PingAsync(CancellationToken cancellationToken = default);

    Task<SystemInfoResponse> GetSystemInfoAsync(CancellationToken cancellationToken = default);

    /// <summary>Events until <c>Until</c>, or until cancelled.</summary>
    Task<Stream> MonitorEventsAsync(ContainerEventsParameters parameters, CancellationToken cancellationToken);

    /// <summary>Events until <c>Until</c>, or until cancelled.</summary>
    Task MonitorEventsAsync(ContainerEventsParameters parameters, IProgress<Message> progress, CancellationToken cancellationToken = default);
}
