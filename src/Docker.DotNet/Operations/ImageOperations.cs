using Docker.DotNet.Connection;
using Docker.DotNet.Models;
using Docker.DotNet.Wire;

namespace Docker.DotNet.Operations;

sealed class ImageOperations(EngineConnection engine) : IImageOperations
{
    const string RegistryAuth = "X-Registry-Auth";
    const string RegistryConfig = "X-Registry-Config";

    public async Task<IList<ImagesListResponse>> ListImagesAsync(ImagesListParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var query = new Query { { "all", parameters.All }, { "digests", parameters.Digests } };
        query.AddJson("filters", parameters.Filters);
        return await engine.SendAsync<IList<ImagesListResponse>>(new(HttpMethod.Get, "images/json") { Query = query }, cancellationToken) ?? [];
    }

    public Task BuildImageFromDockerfileAsync(ImageBuildParameters parameters, Stream contents, IEnumerable<AuthConfig> authConfigs, IDictionary<string, string> headers, IProgress<JSONMessage> progress, CancellationToken cancellationToken = default)
    {
        var registries = new Dictionary<string, AuthConfig>(StringComparer.Ordinal);
        foreach (var registry in authConfigs ?? [])
            registries[registry.ServerAddress ?? ""] = registry;
        return engine.ReportAsync(Build(contents, parameters, registries, headers), progress, cancellationToken);
    }

    public Task<Stream> BuildImageFromDockerfileAsync(Stream contents, ImageBuildParameters parameters, CancellationToken cancellationToken = default) =>
        engine.OpenAsync(Build(contents, parameters, [], headers: null), cancellationToken);

    public Task CreateImageAsync(ImagesCreateParameters parameters, AuthConfig authConfig, IProgress<JSONMessage> progress, CancellationToken cancellationToken = default) =>
        CreateImageAsync(parameters, imageStream: null, authConfig, headers: null, progress, cancellationToken);

    public Task CreateImageAsync(ImagesCreateParameters parameters, AuthConfig authConfig, IDictionary<string, string> headers, IProgress<JSONMessage> progress, CancellationToken cancellationToken = default) =>
        CreateImageAsync(parameters, imageStream: null, authConfig, headers, progress, cancellationToken);

    public Task CreateImageAsync(ImagesCreateParameters parameters, Stream imageStream, AuthConfig authConfig, IProgress<JSONMessage> progress, CancellationToken cancellationToken = default) =>
        CreateImageAsync(parameters, imageStream, authConfig, headers: null, progress, cancellationToken);

    public Task CreateImageAsync(ImagesCreateParameters parameters, Stream imageStream, AuthConfig authConfig, IDictionary<string, string> headers, IProgress<JSONMessage> progress, CancellationToken cancellationToken = default)
    {
        const string FromBody = "-";

        ArgumentNullException.ThrowIfNull(parameters);
        var query = new Query
        {
            { "fromImage", parameters.FromImage },
            { "fromSrc", imageStream is null ? parameters.FromSrc : FromBody },
            { "repo", parameters.Repo },
            { "tag", parameters.Tag },
            { "message", parameters.Message },
            { "changes", parameters.Changes },
            { "platform", parameters.Platform },
        };
        var auth = authConfig ?? parameters.RegistryAuth;
        var request = new EngineRequest(HttpMethod.Post, "images/create", Subject.Image)
        {
            Query = query,
            Body = imageStream is null ? null : Body.Tar(imageStream),
            Headers = auth is null ? headers ?? NoHeaders() : [.. headers ?? NoHeaders(), new(RegistryAuth, Body.HeaderJson(auth))],
        };
        return engine.ReportAsync(request, progress, cancellationToken);
    }

    public Task<ImageInspectResponse> InspectImageAsync(string name, CancellationToken cancellationToken = default) =>
        engine.SendAsync<ImageInspectResponse>(Of(HttpMethod.Get, name, "/json"), cancellationToken);

    public async Task<IList<ImageHistoryResponse>> GetImageHistoryAsync(string name, CancellationToken cancellationToken = default) =>
        await engine.SendAsync<IList<ImageHistoryResponse>>(Of(HttpMethod.Get, name, "/history"), cancellationToken) ?? [];

    public Task TagImageAsync(string name, ImageTagParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var query = new Query { { "repo", parameters.RepositoryName }, { "tag", parameters.Tag }, { "force", parameters.Force } };
        return engine.SendAsync(Of(HttpMethod.Post, name, "/tag") with { Query = query }, cancellationToken);
    }

    public async Task<IList<IDictionary<string, string>>> DeleteImageAsync(string name, ImageDeleteParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var request = Of(HttpMethod.Delete, name, "") with { Query = new Query { { "force", parameters.Force }, { "noprune", parameters.NoPrune } } };
        return await engine.SendAsync<IList<IDictionary<string, string>>>(request, cancellationToken) ?? [];
    }

    public Task<ImagesPruneResponse> PruneImagesAsync(ImagesPruneParameters parameters = null, CancellationToken cancellationToken = default)
    {
        var query = new Query();
        query.AddJson("filters", parameters?.Filters);
        return engine.SendAsync<ImagesPruneResponse>(new(HttpMethod.Post, "images/prune") { Query = query }, cancellationToken);
    }

    public Task<CommitContainerChangesResponse> CommitContainerChangesAsync(CommitContainerChangesParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var query = new Query
        {
            { "container", parameters.ContainerID },
            { "repo", parameters.RepositoryName },
            { "tag", parameters.Tag },
            { "comment", parameters.Comment },
            { "author", parameters.Author },
            { "changes", parameters.Changes },
            { "pause", parameters.Pause },
        };
        var request = new EngineRequest(HttpMethod.Post, "commit", Subject.Container) { Query = query, Body = Body.Json(parameters) };
        return engine.SendAsync<CommitContainerChangesResponse>(request, cancellationToken);
    }

    public Task<Stream> SaveImageAsync(string name, CancellationToken cancellationToken = default) =>
        engine.OpenAsync(Of(HttpMethod.Get, name, "/get"), cancellationToken);

    public Task<Stream> SaveImagesAsync(string[] names, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(names);
        return engine.OpenAsync(new(HttpMethod.Get, "images/get", Subject.Image) { Query = new Query { { "names", names } } }, cancellationToken);
    }

    public Task LoadImageAsync(ImageLoadParameters parameters, Stream imageStream, IProgress<JSONMessage> progress, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(imageStream);
        var request = new EngineRequest(HttpMethod.Post, "images/load")
        {
            Query = new Query { { "quiet", (bool?)parameters.Quiet } },
            Body = Body.Tar(imageStream),
        };
        return engine.ReportAsync(request, progress, cancellationToken);
    }

    static EngineRequest Build(Stream contents, ImageBuildParameters parameters, Dictionary<string, AuthConfig> registries, IDictionary<string, string> headers)
    {
        ArgumentNullException.ThrowIfNull(contents);
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (var (address, registry) in parameters.AuthConfigs ?? new Dictionary<string, AuthConfig>(StringComparer.Ordinal))
            registries.TryAdd(address, registry);
        return new EngineRequest(HttpMethod.Post, "build")
        {
            Query = BuildQuery(parameters),
            Body = Body.Tar(contents),
            Headers = registries.Count == 0 ? headers ?? NoHeaders() : [.. headers ?? NoHeaders(), new(RegistryConfig, Body.HeaderJson(registries))],
        };
    }

    static Query BuildQuery(ImageBuildParameters parameters)
    {
        var query = new Query
        {
            { "t", parameters.Tags },
            { "q", parameters.SuppressOutput },
            { "remote", parameters.RemoteContext },
            { "nocache", parameters.NoCache },
            { "rm", parameters.Remove },
            { "forcerm", parameters.ForceRemove },
            { "pull", parameters.Pull },
            { "cpusetcpus", parameters.CPUSetCPUs },
            { "cpushares", parameters.CPUShares },
            { "cpuquota", parameters.CPUQuota },
            { "cpuperiod", parameters.CPUPeriod },
            { "memory", parameters.Memory },
            { "memswap", parameters.MemorySwap },
            { "networkmode", parameters.NetworkMode },
            { "shmsize", parameters.ShmSize },
            { "dockerfile", parameters.Dockerfile },
            { "squash", parameters.Squash },
            { "extrahosts", parameters.ExtraHosts },
            { "target", parameters.Target },
            { "platform", parameters.Platform },
            { "outputs", parameters.Outputs },
        };
        query.AddJson("buildargs", parameters.BuildArgs);
        query.AddJson("labels", parameters.Labels);
        query.AddJson("cachefrom", parameters.CacheFrom);
        return query;
    }

    static Dictionary<string, string> NoHeaders() => [];

    static EngineRequest Of(HttpMethod method, string name, string what) =>
        new(method, $"images/{EngineRequest.Segment(name, nameof(name))}{what}", Subject.Image);
}
