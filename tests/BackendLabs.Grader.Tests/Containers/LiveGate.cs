using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using BackendLabs.Contract;
using BackendLabs.DockerGate;
using Docker.DotNet;

namespace BackendLabs.Grader.Tests.Containers;

/// <summary>A gate in a folder of its own on the machine's Engine; everything that is made through it goes with it.</summary>
internal sealed class LiveGate : IAsyncDisposable
{
    private readonly string _folder;

    private LiveGate(string folder, DockerEngine engine, EngineGatePolicy policy)
    {
        _folder = folder;
        Engine = engine;
        Policy = policy;
        SocketPath = Path.Combine(folder, "d.sock");
        Gate = EngineGate.Listen(SocketPath, engine, policy, Events.Enqueue, Refusals.Enqueue, TimeProvider.System);
        Client = new DockerClientConfiguration(new Uri("unix://" + SocketPath)).CreateClient();
    }

    public DockerEngine Engine { get; }

    public EngineGatePolicy Policy { get; }

    public string SocketPath { get; }

    public EngineGate Gate { get; }

    public DockerClient Client { get; }

    public ConcurrentQueue<TimelineEvent> Events { get; } = new();

    public ConcurrentQueue<GateRefusal> Refusals { get; } = new();

    public static async Task<DockerEngine> EngineAsync()
    {
        switch (await DockerEngine.FindAsync(CancellationToken.None))
        {
            case DockerEngineLookup.Found found:
                await BaseImage.EnsureAsync(found.Engine, CancellationToken.None);
                return found.Engine;
            case DockerEngineLookup.Absent absent:
                if (Environment.GetEnvironmentVariable("CI") == "true")
                    Assert.Fail(absent.Reason + " " + absent.Remedy);
                Assert.Ignore(absent.Reason + " " + absent.Remedy);
                break;
        }

        throw new InvalidOperationException("Unreachable: the lookup is closed.");
    }

    public static async Task<LiveGate> StartAsync(
        DockerLimits? limits = null, string? run = null, string owner = "tests", DockerRole role = DockerRole.Student)
    {
        var engine = await EngineAsync();
        var folder = Directory.CreateTempSubdirectory("bl-gate-").FullName;
        run ??= "t" + RandomNumberGenerator.GetHexString(12, lowercase: true);
        return new LiveGate(folder, engine, new EngineGatePolicy(
            run, owner, "tests/docker", role, [BaseImage.Name], limits ?? new DockerLimits()));
    }

    /// <summary>Sends these bytes and reads until the gate closes, or has answered <paramref name="answers"/> times.</summary>
    public Task<string> SendAsync(string raw, int answers = 1) => RawHttp.SendAsync(SocketPath, raw, answers);

    public Task<string> CreateAsync(string body, string path = "/v1.41/containers/create?name=web") => PostAsync(path, body);

    public Task<string> PostAsync(string path, string body) => SendAsync(
        $"POST {path} HTTP/1.1\r\nHost: docker\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    public Task<string> RequestAsync(string method, string path) => SendAsync($"{method} {path} HTTP/1.1\r\nHost: docker\r\n\r\n");

    /// <summary>What the Engine itself has of this run, asked without the gate.</summary>
    public Task<IReadOnlyList<RunContainer>> OnTheEngineAsync() =>
        new RunContainers(Engine.Client, Policy).ListAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Gate.RemoveAllAsync(CancellationToken.None);
        await Gate.DisposeAsync();
        Client.Dispose();
        Engine.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
