using Docker.DotNet.Connection;
using Docker.DotNet.Operations;

namespace Docker.DotNet;

/// <summary>A client of one Docker Engine; safe to share between threads.</summary>
public interface IDockerClient : IDisposable
{
    DockerClientConfiguration Configuration { get; }

    /// <summary>Of every call that does not stream or wait.</summary>
    TimeSpan DefaultTimeout { get; set; }

    IContainerOperations Containers { get; }

    IImageOperations Images { get; }

    INetworkOperations Networks { get; }

    IVolumeOperations Volumes { get; }

    ISystemOperations System { get; }

    IExecOperations Exec { get; }
}

/// <inheritdoc cref="IDockerClient"/>
public sealed class DockerClient : IDockerClient
{
    readonly EngineConnection _engine;

    internal DockerClient(DockerClientConfiguration configuration, Version requestedApiVersion)
    {
        Configuration = configuration;
        _engine = new EngineConnection(configuration, requestedApiVersion);
        Containers = new ContainerOperations(_engine);
        Images = new ImageOperations(_engine);
        Networks = new NetworkOperations(_engine);
        Volumes = new VolumeOperations(_engine);
        System = new SystemOperations(_engine);
        Exec = new ExecOperations(_engine);
    }

    public DockerClientConfiguration Configuration { get; }

    public TimeSpan DefaultTimeout
    {
        get => _engine.DefaultTimeout;
        set => _engine.DefaultTimeout = value;
    }

    public IContainerOperations Containers { get; }

    public IImageOperations Images { get; }

    public INetworkOperations Networks { get; }

    public IVolumeOperations Volumes { get; }

    public ISystemOperations System { get; }

    public IExecOperations Exec { get; }

    public void Dispose()
    {
        _engine.Dispose();
        Configuration.Dispose();
    }
}
