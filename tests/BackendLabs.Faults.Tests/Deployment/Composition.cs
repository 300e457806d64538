using Docker.DotNet;
using Docker.DotNet.Models;

namespace BackendLabs.Faults.Tests.Deployment;

/// <summary>
/// Starts what docker-compose.yml says on the local engine, as `docker compose up --wait` does; for machines whose packages
/// have no compose plugin, as Debian 12. All of it ends with this object.
/// </summary>
internal sealed class Composition : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly ComposeFile _file;
    private readonly ComposeContainer _container;
    private readonly string _project;
    private readonly Dictionary<string, List<string>> _started = [];

    public Composition(DockerClient engine, string path, Func<string, string?> variable, string project)
    {
        Engine = engine;
        _file = ComposeFile.Read(path, variable);
        _project = project;
        _container = new ComposeContainer(_file, project, Path.GetDirectoryName(path)!);
    }

    public DockerClient Engine { get; }

    /// <summary>The ids of a service's containers.</summary>
    public IReadOnlyList<string> this[string service] => _started[service];

    /// <summary>Starts all services without a profile, each when those that it depends on are healthy, and waits until all are.</summary>
    public async Task UpAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, network) in _file.Networks)
            await Engine.Networks.CreateNetworkAsync(new NetworksCreateParameters { Name = $"{_project}_{name}", Driver = "bridge", Internal = network.Internal, CheckDuplicate = true, Labels = Labels }, cancellationToken);
        foreach (var name in _file.Volumes.Keys)
            await Engine.Volumes.CreateAsync(new VolumesCreateParameters { Name = $"{_project}_{name}", Labels = Labels }, cancellationToken);
        var waiting = _file.Services.Where(service => service.Value.Profiles.Count == 0).ToList();
        while (waiting.Count > 0)
        {
            var ready = waiting.Where(service => service.Value.DependsOn.Keys.All(_started.ContainsKey)).ToList();
            if (ready.Count == 0)
                throw new InvalidOperationException("Services depend on each other in a circle, or on one that is not started.");
            foreach (var (name, service) in ready)
                _started[name] = await StartAsync(name, service, cancellationToken);
            await Task.WhenAll(ready.SelectMany(service => _started[service.Key]).Select(id => HealthyAsync(id, cancellationToken)));
            waiting.RemoveAll(ready.Contains);
        }
    }

    public async Task HealthyAsync(string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var state = (await Engine.Containers.InspectContainerAsync(id, cancellationToken)).State;
            if (state.Health?.Status == "healthy")
                return;
            if (!state.Running || state.Health?.Status == "unhealthy" || cancellationToken.IsCancellationRequested)
                throw new AssertionException($"{id[..12]} is not healthy: {state.Status}, exit code {state.ExitCode}, {state.Health?.Log.LastOrDefault()?.Output}\n{await WordsAsync(id)}");
            await Task.Delay(Look, CancellationToken.None);
        }
    }

    /// <summary>Runs a program in a container.</summary>
    public async Task<(long Code, string Output)> RunAsync(string id, params string[] command)
    {
        var exec = await Engine.Exec.ExecCreateContainerAsync(id, new ContainerExecCreateParameters { Cmd = command, AttachStdout = true, AttachStderr = true });
        using var stream = await Engine.Exec.StartAndAttachContainerExecAsync(exec.ID, tty: false);
        var (output, error) = await stream.ReadOutputToEndAsync(CancellationToken.None);
        return ((await Engine.Exec.InspectContainerExecAsync(exec.ID)).ExitCode, output + error);
    }

    /// <summary>What a container has said on either stream.</summary>
    public async Task<string> WordsAsync(string id)
    {
        using var stream = await Engine.Containers.GetContainerLogsAsync(id, tty: false, new ContainerLogsParameters { ShowStdout = true, ShowStderr = true, Tail = "60" }, CancellationToken.None);
        var (output, error) = await stream.ReadOutputToEndAsync(CancellationToken.None);
        return output + error;
    }

    /// <summary>What is there of a project, by kind and name.</summary>
    public static async Task<IReadOnlyList<string>> LeftAsync(DockerClient engine, string project)
    {
        var ours = new Dictionary<string, IDictionary<string, bool>> { ["label"] = new Dictionary<string, bool> { [$"{ComposeContainer.Label}={project}"] = true } };
        var containers = await engine.Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = ours });
        var networks = await engine.Networks.ListNetworksAsync(new NetworksListParameters { Filters = ours });
        var volumes = await engine.Volumes.ListAsync(new VolumesListParameters { Filters = ours });
        return
        [
            .. containers.Select(one => "container " + one.Names[0].TrimStart('/')),
            .. networks.Select(one => "network " + one.Name),
            .. (volumes.Volumes ?? []).Select(one => "volume " + one.Name),
        ];
    }

    /// <summary>By label and not by memory: a start that broke off half-way has left things too.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var left in await LeftAsync(Engine, _project))
        {
            var (kind, name) = (left.Split(' ')[0], left.Split(' ')[1]);
            await (kind switch
            {
                "container" => Engine.Containers.RemoveContainerAsync(name, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }),
                "network" => Engine.Networks.DeleteNetworkAsync(name),
                _ => Engine.Volumes.RemoveAsync(name, force: true),
            });
        }
    }

    private Dictionary<string, string> Labels => new() { [ComposeContainer.Label] = _project };

    private async Task<List<string>> StartAsync(string name, ComposeService service, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        for (var number = 1; number <= service.Deploy.Replicas; number++)
        {
            var id = (await Engine.Containers.CreateContainerAsync(_container.Of(name, number), cancellationToken)).ID;
            foreach (var network in service.Networks.Skip(1))
                await Engine.Networks.ConnectNetworkAsync($"{_project}_{network}", new NetworkConnectParameters { Container = id, EndpointConfig = new EndpointSettings { Aliases = [name] } }, cancellationToken);
            await Engine.Containers.StartContainerAsync(id, new ContainerStartParameters(), cancellationToken);
            ids.Add(id);
        }

        return ids;
    }
}
