using System.Net;
using Docker.DotNet.Connection;
using Docker.DotNet.Models;
using Docker.DotNet.Streams;
using Docker.DotNet.Wire;

namespace Docker.DotNet.Operations;

sealed class ContainerOperations(EngineConnection engine) : IContainerOperations
{
    public async Task<IList<ContainerListResponse>> ListContainersAsync(ContainersListParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var query = new Query
        {
            { "all", parameters.All },
            { "limit", parameters.Limit },
            { "size", parameters.Size },
            { "since", parameters.Since },
            { "before", parameters.Before },
        };
        query.AddJson("filters", parameters.Filters);
        return await engine.SendAsync<IList<ContainerListResponse>>(new(HttpMethod.Get, "containers/json") { Query = query }, cancellationToken) ?? [];
    }

    public Task<CreateContainerResponse> CreateContainerAsync(CreateContainerParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        // The image is what a new container can miss.
        var request = new EngineRequest(HttpMethod.Post, "containers/create", Subject.Image)
        {
            Query = new Query { { "name", parameters.Name }, { "platform", parameters.Platform } },
            Body = Body.Json(parameters),
        };
        return engine.SendAsync<CreateContainerResponse>(request, cancellationToken);
    }

    public Task<ContainerInspectResponse> InspectContainerAsync(string id, CancellationToken cancellationToken = default) =>
        engine.SendAsync<ContainerInspectResponse>(Of(HttpMethod.Get, id, "json"), cancellationToken);

    public Task<ContainerProcessesResponse> ListProcessesAsync(string id, ContainerListProcessesParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var request = Of(HttpMethod.Get, id, "top") with { Query = new Query { { "ps_args", parameters.PsArgs } } };
        return engine.SendAsync<ContainerProcessesResponse>(request, cancellationToken);
    }

    public Task<Stream> GetContainerLogsAsync(string id, ContainerLogsParameters parameters, CancellationToken cancellationToken = default) =>
        engine.OpenAsync(Logs(id, parameters), cancellationToken);

    public async Task GetContainerLogsAsync(string id, ContainerLogsParameters parameters, CancellationToken cancellationToken, IProgress<string> progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var request = Logs(id, parameters);
        // Only the container's own description says whether its log comes in frames.
        var container = await InspectContainerAsync(id, cancellationToken);
        using var log = new MultiplexedStream(await engine.OpenAsync(request, cancellationToken), !container.Config.Tty);
        await new LineReporter(progress).ReadAsync(log, cancellationToken);
    }

    public async Task<MultiplexedStream> GetContainerLogsAsync(string id, bool tty, ContainerLogsParameters parameters, CancellationToken cancellationToken = default) =>
        new(await engine.OpenAsync(Logs(id, parameters), cancellationToken), !tty);

    public async Task<IList<ContainerFileSystemChangeResponse>> InspectChangesAsync(string id, CancellationToken cancellationToken = default) =>
        await engine.SendAsync<IList<ContainerFileSystemChangeResponse>>(Of(HttpMethod.Get, id, "changes"), cancellationToken) ?? [];

    public Task<Stream> ExportContainerAsync(string id, CancellationToken cancellationToken = default) =>
        engine.OpenAsync(Of(HttpMethod.Get, id, "export"), cancellationToken);

    public Task<Stream> GetContainerStatsAsync(string id, ContainerStatsParameters parameters, CancellationToken cancellationToken) =>
        engine.OpenAsync(Stats(id, parameters), cancellationToken);

    public Task GetContainerStatsAsync(string id, ContainerStatsParameters parameters, IProgress<ContainerStatsResponse> progress, CancellationToken cancellationToken = default) =>
        engine.ReportAsync(Stats(id, parameters), progress, cancellationToken);

    public Task ResizeContainerTtyAsync(string id, ContainerResizeParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var request = Of(HttpMethod.Post, id, "resize") with { Query = new Query { { "h", parameters.Height }, { "w", parameters.Width } } };
        return engine.SendAsync(request, cancellationToken);
    }

    public async Task<bool> StartContainerAsync(string id, ContainerStartParameters parameters, CancellationToken cancellationToken = default)
    {
        var request = Of(HttpMethod.Post, id, "start") with { Query = new Query { { "detachKeys", parameters?.DetachKeys } } };
        return await engine.SendAsync(request, cancellationToken) != HttpStatusCode.NotModified;
    }

    public async Task<bool> StopContainerAsync(string id, ContainerStopParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var request = Of(HttpMethod.Post, id, "stop") with { Query = new Query { { "t", parameters.WaitBeforeKillSeconds } }, Unhurried = true };
        return await engine.SendAsync(request, cancellationToken) != HttpStatusCode.NotModified;
    }

    public Task RestartContainerAsync(string id, ContainerRestartParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var request = Of(HttpMethod.Post, id, "restart") with { Query = new Query { { "t", parameters.WaitBeforeKillSeconds } }, Unhurried = true };
        return engine.SendAsync(request, cancellationToken);
    }

    public Task KillContainerAsync(string id, ContainerKillParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return engine.SendAsync(Of(HttpMethod.Post, id, "kill") with { Query = new Query { { "signal", parameters.Signal } } }, cancellationToken);
    }

    public Task RenameContainerAsync(string id, ContainerRenameParameters parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return engine.SendAsync(Of(HttpMethod.Post, id, "rename") with { Query = new Query { { "name", parameters.NewName } } }, cancellationToken);
    }

    public Task PauseContainerAsync(string id, CancellationToken cancellationToken = default) =>
        engine.SendAsync(Of(HttpMethod.Post, id, "pause"), cancellationToken);

    public Task UnpauseContainerAsync(string id, CancellationToken cancellationToken = default) =>
        engine.SendAsync(Of(HttpMethod.Post, id, "unpause"), cancellationToken);

    public async Task<MultiplexedStream> AttachContainerAsync(string id, bool tty, ContainerAttachParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var query = new Query
        {
            { "stream", parameters.Stream },
            { "stdin", parameters.Stdin },
            { "stdout", parameters.Stdout },
            { "stderr", parameters.Stderr },
            { "detachKeys", parameters.DetachKeys },
            { "logs", parameters.Logs },
        };
        return new MultiplexedStream(await engine.HijackAsync(Of(HttpMethod.Post, id, "attach") with { Query = query }, cancellationToken), !tty);
    }

    public Task<ContainerWaitResponse> WaitContainerAsync(string id, CancellationToken cancellationToken = default) =>
        engine.SendAsync<ContainerWaitResponse>(Of(HttpMethod.Post, id, "wait") with { Unhurried = true }, cancellationToken);

    public Task RemoveContainerAsync(string id, ContainerRemoveParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var query = new Query { { "v", parameters.RemoveVolumes }, { "link", parameters.RemoveLinks }, { "force", parameters.Force } };
        var request = new EngineRequest(HttpMethod.Delete, "containers/" + EngineRequest.Segment(id, nameof(id)), Subject.Container) { Query = query };
        return engine.SendAsync(request, cancellationToken);
    }

    public async Task<GetArchiveFromContainerResponse> GetArchiveFromContainerAsync(string id, GetArchiveFromContainerParameters parameters, bool statOnly, CancellationToken cancellationToken = default)
    {
        const string Description = "X-Docker-Container-Path-Stat";

        ArgumentNullException.ThrowIfNull(parameters);
        var request = Of(statOnly ? HttpMethod.Head : HttpMethod.Get, id, "archive") with { Query = new Query { { "path", parameters.Path } } };
        var (stream, described) = statOnly
            ? (null, await engine.SendForHeaderAsync(request, Description, cancellationToken))
            : await engine.OpenWithHeaderAsync(request, Description, cancellationToken);
        return new GetArchiveFromContainerResponse
        {
            Stat = described is null ? null : Body.FromHeaderJson<ContainerPathStatResponse>(described),
            Stream = stream,
        };
    }

    public Task ExtractArchiveToContainerAsync(string id, ContainerPathStatParameters parameters, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(stream);
        var query = new Query
        {
            { "path", parameters.Path },
            { "noOverwriteDirNonDir", !parameters.AllowOverwriteDirWithFile },
            { "copyUIDGID", parameters.CopyUidAndGid },
        };
        var request = Of(HttpMethod.Put, id, "archive") with { Query = query, Body = Body.Tar(stream), Unhurried = true };
        return engine.SendAsync(request, cancellationToken);
    }

    public Task<ContainersPruneResponse> PruneContainersAsync(ContainersPruneParameters parameters = null, CancellationToken cancellationToken = default)
    {
        var query = new Query();
        query.AddJson("filters", parameters?.Filters);
        return engine.SendAsync<ContainersPruneResponse>(new(HttpMethod.Post, "containers/prune") { Query = query }, cancellationToken);
    }

    public Task<ContainerUpdateResponse> UpdateContainerAsync(string id, ContainerUpdateParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return engine.SendAsync<ContainerUpdateResponse>(Of(HttpMethod.Post, id, "update") with { Body = Body.Json(parameters) }, cancellationToken);
    }

    static EngineRequest Of(HttpMethod method, string id, string what) =>
        new(method, $"containers/{EngineRequest.Segment(id, nameof(id))}/{what}", Subject.Container);

    static EngineRequest Logs(string id, ContainerLogsParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var query = new Query
        {
            { "follow", parameters.Follow },
            { "stdout", parameters.ShowStdout },
            { "stderr", parameters.ShowStderr },
            { "since", parameters.Since },
            { "until", parameters.Until },
            { "timestamps", parameters.Timestamps },
            { "tail", parameters.Tail },
        };
        return Of(HttpMethod.Get, id, "logs") with { Query = query };
    }

    static EngineRequest Stats(string id, ContainerStatsParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Of(HttpMethod.Get, id, "stats") with { Query = new Query { { "stream", (bool?)parameters.Stream }, { "one-shot", parameters.OneShot } } };
    }
}
