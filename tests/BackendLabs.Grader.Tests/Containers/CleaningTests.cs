using System.Net.Sockets;
using BackendLabs.DockerGate;
using Docker.DotNet.Models;

namespace BackendLabs.Grader.Tests.Containers;

public sealed class CleaningTests
{
    [Test]
    public async Task The_end_of_a_run_takes_its_containers_and_no_others()
    {
        await using var ending = await LiveGate.StartAsync();
        await using var going = await LiveGate.StartAsync();
        await StartAsync(ending, withPort: true);
        await StartAsync(ending, withPort: false);
        await StartAsync(going, withPort: false);

        await ending.Gate.RemoveAllAsync(CancellationToken.None);

        Assert.That(await ending.OnTheEngineAsync(), Is.Empty);
        Assert.That(await going.OnTheEngineAsync(), Has.Count.EqualTo(1));
        Assert.That(await ending.CreateAsync("""{"Image":"backendlabs/base:1"}"""), Does.StartWith("HTTP/1.1 403 "), "the run is over");
    }

    [Test]
    public async Task What_a_dead_owner_left_is_removed_and_the_living_keep_theirs()
    {
        var suffix = Guid.NewGuid().ToString("N");
        await using var dead = await LiveGate.StartAsync(owner: "dead-" + suffix);
        await using var living = await LiveGate.StartAsync(owner: "living-" + suffix);
        await StartAsync(dead, withPort: true);
        await StartAsync(living, withPort: false);

        // Only this test's own dead one: others may test on the same Engine.
        var removed = await DockerReaper.RemoveLeftAsync(dead.Engine, owner => owner != "dead-" + suffix, CancellationToken.None);

        Assert.That(removed, Is.EqualTo(new[] { "dead-" + suffix }));
        Assert.That(await dead.OnTheEngineAsync(), Is.Empty);
        Assert.That(await living.OnTheEngineAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_wait_ends_when_its_client_goes_away_and_the_gate_closes_at_once()
    {
        var gate = await LiveGate.StartAsync();
        await using (gate)
        {
            await StartAsync(gate, withPort: false);
            var name = (await gate.OnTheEngineAsync()).Single().Name;
            using var limit = new CancellationTokenSource();
            var waiting = gate.Client.Containers.WaitContainerAsync(name, limit.Token);
            await limit.CancelAsync();
            Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
        }

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        Assert.That(async () => await socket.ConnectAsync(new UnixDomainSocketEndPoint(gate.SocketPath)), Throws.InstanceOf<SocketException>());
    }

    [Test]
    public async Task An_engine_that_dies_is_our_problem_and_is_said_to_be()
    {
        using var engine = await LiveGate.EngineAsync();
        var folder = Directory.CreateTempSubdirectory("bl-relay-").FullName;
        try
        {
            await using var relay = new Relay(Path.Combine(folder, "engine.sock"), engine);
            var lookup = await DockerEngine.FindAsync("unix://" + relay.Path, [], CancellationToken.None);
            using var relayed = ((DockerEngineLookup.Found)lookup).Engine;
            var policy = new EngineGatePolicy("dying", "tests", "tests/docker", DockerRole.Student, [BaseImage.Name], new DockerLimits());
            var socket = Path.Combine(folder, "d.sock");
            await using var gate = EngineGate.Listen(socket, relayed, policy, _ => { }, _ => { }, TimeProvider.System);
            await relay.DisposeAsync();

            using var http = new HttpClient(new SocketsHttpHandler
            {
                ConnectCallback = async (_, token) =>
                {
                    var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                    await client.ConnectAsync(new UnixDomainSocketEndPoint(socket), token);
                    return new NetworkStream(client, ownsSocket: true);
                },
            });
            using var answer = await http.GetAsync(new Uri("http://docker/containers/json"));
            Assert.That((int)answer.StatusCode, Is.EqualTo(503));
            Assert.That(gate.EngineFailed, Is.TypeOf<EngineGoneException>());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task StartAsync(LiveGate gate, bool withPort)
    {
        var made = await gate.Client.Containers.CreateContainerAsync(new CreateContainerParameters
        {
            Image = BaseImage.Name,
            Cmd = ["sleep", "60"],
            HostConfig = withPort
                ? new HostConfig { PortBindings = new Dictionary<string, IList<PortBinding>> { ["80/tcp"] = [new PortBinding()] } }
                : null,
        });
        await gate.Client.Containers.StartContainerAsync(made.ID, new ContainerStartParameters());
    }

    /// <summary>A way to the live Engine that can be cut.</summary>
    private sealed class Relay : IAsyncDisposable
    {
        private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        private readonly DockerEngine _engine;
        private readonly Task _accepting;

        public Relay(string path, DockerEngine engine)
        {
            Path = path;
            _engine = engine;
            _listener.Bind(new UnixDomainSocketEndPoint(path));
            _listener.Listen();
            _accepting = AcceptAsync();
        }

        public string Path { get; }

        public async ValueTask DisposeAsync()
        {
            _listener.Dispose();
            await _accepting;
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    await using var client = new NetworkStream(await _listener.AcceptAsync(), ownsSocket: true);
                    await using var server = await _engine.ConnectAsync(CancellationToken.None);
                    await Task.WhenAny(client.CopyToAsync(server), server.CopyToAsync(client));
                }
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // Cut.
            }
        }
    }
}
