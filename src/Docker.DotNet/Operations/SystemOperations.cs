using Docker.DotNet.Connection;
using Docker.DotNet.Models;
using Docker.DotNet.Wire;

namespace Docker.DotNet.Operations;

sealed class SystemOperations(EngineConnection engine) : ISystemOperations
{
    public Task<VersionResponse> GetVersionAsync(CancellationToken cancellationToken = default) =>
        engine.SendAsync<VersionResponse>(new(HttpMethod.Get, "version"), cancellationToken);

    public Task PingAsync(CancellationToken cancellationToken = default) =>
        engine.SendAsync(new(HttpMethod.Get, "_ping"), cancellationToken);

    public Task<SystemInfoResponse> GetSystemInfoAsync(CancellationToken cancellationToken = default) =>
        engine.SendAsync<SystemInfoResponse>(new(HttpMethod.Get, "info"), cancellationToken);

    public Task<Stream> MonitorEventsAsync(ContainerEventsParameters parameters, CancellationToken cancellationToken) =>
        engine.OpenAsync(Events(parameters), cancellationToken);

    public Task MonitorEventsAsync(ContainerEventsParameters parameters, IProgress<Message> progress, CancellationToken cancellationToken = default) =>
        engine.ReportAsync(Events(parameters), progress, cancellationToken);

    static EngineRequest Events(ContainerEventsParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var query = new Query { { "since", parameters.Since }, { "until", parameters.Until } };
        query.AddJson("filters", parameters.Filters);
        return new EngineRequest(HttpMethod.Get, "events") { Query = query };
    }
}
