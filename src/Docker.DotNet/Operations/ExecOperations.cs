using Docker.DotNet.Connection;
using Docker.DotNet.Models;
using Docker.DotNet.Wire;

namespace Docker.DotNet.Operations;

sealed class ExecOperations(EngineConnection engine) : IExecOperations
{
    public Task<ContainerExecCreateResponse> ExecCreateContainerAsync(string id, ContainerExecCreateParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var request = new EngineRequest(HttpMethod.Post, $"containers/{EngineRequest.Segment(id, nameof(id))}/exec", Subject.Container) { Body = Body.Json(parameters) };
        return engine.SendAsync<ContainerExecCreateResponse>(request, cancellationToken);
    }

    public Task StartContainerExecAsync(string id, CancellationToken cancellationToken = default) =>
        engine.SendAsync(Start(id, new ContainerExecStartParameters { Detach = true }), cancellationToken);

    public Task<MultiplexedStream> StartAndAttachContainerExecAsync(string id, bool tty, CancellationToken cancellationToken = default) =>
        StartWithConfigContainerExecAsync(id, new ContainerExecStartParameters { AttachStdin = true, AttachStdout = true, AttachStderr = true, Tty = tty }, cancellationToken);

    public async Task<MultiplexedStream> StartWithConfigContainerExecAsync(string id, ContainerExecStartParameters eConfig, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(eConfig);
        return new MultiplexedStream(await engine.HijackAsync(Start(id, eConfig), cancellationToken), !eConfig.Tty);
    }

    public Task ResizeContainerExecTtyAsync(string id, ContainerResizeParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var request = Of(HttpMethod.Post, id, "resize") with { Query = new Query { { "h", parameters.Height }, { "w", parameters.Width } } };
        return engine.SendAsync(request, cancellationToken);
    }

    public Task<ContainerExecInspectResponse> InspectContainerExecAsync(string id, CancellationToken cancellationToken = default) =>
        engine.SendAsync<ContainerExecInspectResponse>(Of(HttpMethod.Get, id, "json"), cancellationToken);

    static EngineRequest Start(string id, ContainerExecStartParameters parameters) => Of(HttpMethod.Post, id, "start") with { Body = Body.Json(parameters) };

    static EngineRequest Of(HttpMethod method, string id, string what) => new(method, $"exec/{EngineRequest.Segment(id, nameof(id))}/{what}");
}
