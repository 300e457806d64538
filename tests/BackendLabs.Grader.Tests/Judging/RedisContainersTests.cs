using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using BackendLabs.DockerGate;
using BackendLabs.Grader.Services.Redis;
using BackendLabs.Grader.Tests.Containers;
using BackendLabs.Labs;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Tests.Judging;

/// <summary>Redis where no redis-server is installed: a container on the live Engine.</summary>
[NonParallelizable]
public sealed class RedisContainersTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private DockerEngine _engine = null!;

    [OneTimeSetUp]
    public async Task MakeTheImage()
    {
        _engine = await LiveGate.EngineAsync();
        await OfflineRedisImage.MakeAsync(_engine);
    }

    [OneTimeTearDown]
    public async Task NothingIsLeft()
    {
        if (_engine is null)
            return;
        await OfflineRedisImage.RemoveAsync();
        _engine.Dispose();
    }

    [Test]
    public async Task A_world_has_a_redis_in_a_closed_container_that_goes_with_it()
    {
        await using var sandbox = await ProcessSandbox.CreateAsync(WithoutRedis(MachineTools.Find()), TimeProvider.System, CancellationToken.None);
        var owner = sandbox.Folder.Owner;
        var supply = await SupplyAsync(owner);
        using var staging = HeldFolder.Open(sandbox.Folder.Staging);
        using var home = staging.Make("redis", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var account = sandbox.Accounts?.Rent();

        await using (var redis = await supply.StartAsync(home, account, CancellationToken.None))
        {
            Assert.That(await SayAsync(redis, "SET greeting hello", "GET greeting"), Is.EqualTo("+OK\r\n+OK\r\n$5\r\nhello\r\n+OK\r\n"));

            var inside = await InspectAsync((await OfOwnerAsync(owner)).Single());
            var host = inside["HostConfig"]!;
            Assert.Multiple(() =>
            {
                Assert.That(inside["Config"]!["User"]!.GetValue<string>(), account is null ? Is.Not.Empty : Is.EqualTo($"{account.User}:{account.Group}"));
                Assert.That(host["NetworkMode"]!.GetValue<string>(), Is.EqualTo("none"));
                Assert.That(host["ReadonlyRootfs"]!.GetValue<bool>(), Is.True);
                Assert.That(host["CapDrop"]!.ToJsonString(), Is.EqualTo("""["ALL"]"""));
                Assert.That(host["SecurityOpt"]!.ToJsonString(), Does.Contain("no-new-privileges"));
                Assert.That(host["Memory"]!.GetValue<long>(), Is.EqualTo(ProcessLimits.Redis.MemoryBytes));
                Assert.That(host["PidsLimit"]!.GetValue<long>(), Is.EqualTo(ProcessLimits.Redis.Processes));
            });
        }

        Assert.That(await OfOwnerAsync(owner), Is.Empty);
    }

    [Test]
    public async Task What_a_killed_grader_left_goes_at_the_next_start_and_others_keep_theirs()
    {
        await using var sandbox = await ProcessSandbox.CreateAsync(WithoutRedis(MachineTools.Find()), TimeProvider.System, CancellationToken.None);
        var dead = Path.Combine(Path.GetDirectoryName(sandbox.Folder.Owner)!, "0deadbee");
        var other = "elsewhere:/run/backendlabs/0deadbee";
        var home = Directory.CreateTempSubdirectory("lab-redis-").FullName;
        foreach (var owner in new[] { dead, other })
        {
            using var held = HeldFolder.Open(home);
            await (await SupplyAsync(owner)).StartAsync(held, account: null, CancellationToken.None);
        }

        try
        {
            var removed = await DockerReaper.RemoveLeftAsync(_engine, sandbox.Folder.IsOwnerAlive, CancellationToken.None);

            Assert.That(removed, Does.Contain(dead).And.Not.Contain(other).And.Not.Contain(sandbox.Folder.Owner));
            Assert.That(await OfOwnerAsync(dead), Is.Empty);
            Assert.That(await OfOwnerAsync(other), Has.Count.EqualTo(1));
        }
        finally
        {
            await EngineSweep.RemoveAsync(_engine.Client, DockerLabels.Owner, other, CancellationToken.None);
            Directory.Delete(home, recursive: true);
        }
    }

    [TestCase("solutions/reference.csx", "passed")]
    [TestCase("wrong/no-expiry.csx", "failed")]
    public async Task A_caching_lab_runs_without_a_redis_server_on_the_machine(string answer, string verdict)
    {
        await using var runner = PublishedRunner.With(WithoutRedis, options => options with { RedisImages = [OfflineRedisImage.Name] });

        var report = await runner.CheckAsync("caching/cache-aside", answer);

        Assert.That(report.Verdict.Name, Is.EqualTo(verdict), report.Verdict.ToString());
    }

    [Test]
    public async Task Without_an_image_one_line_says_where_to_get_one()
    {
        await using var runner = PublishedRunner.With(WithoutRedis, options => options with { RedisImages = [OfflineRedisImage.Nowhere] });
        var said = new Told();

        var report = await runner.CheckAsync("caching/cache-aside", "solutions/reference.csx", said);
        var state = (await runner.InspectServicesAsync(CancellationToken.None)).Single(service => service.Kind == "redis");

        Assert.That(said.Details, Does.Contain("Pulling the image 127.0.0.1:1/redis:none, once"));
        var broken = report.Verdict as Verdict.InfrastructureError;
        Assert.That(broken?.ToString(), Does.Contain("No redis-server is installed").And.Contain("127.0.0.1:1/redis:none could not be pulled"));
        Assert.That(broken?.ToString(), Does.Contain("docker pull 127.0.0.1:1/redis:none").And.Contain("apt-get install redis-server"));
        Assert.That((state.Available, state.Remedy), Is.EqualTo((false, RedisImageRemedy)));
    }

    [Test]
    public async Task The_doctor_says_that_containers_serve()
    {
        await using var runner = PublishedRunner.With(WithoutRedis, options => options with { RedisImages = [OfflineRedisImage.Nowhere, OfflineRedisImage.Name] });

        var state = (await runner.InspectServicesAsync(CancellationToken.None)).Single(service => service.Kind == "redis");

        Assert.That((state.Available, state.Detail), Is.EqualTo((true, "containers of backendlabs/redis:tests, because no redis-server is installed")));
    }

    private const string RedisImageRemedy =
        "Where a registry is reachable: docker pull 127.0.0.1:1/redis:none. Or without Docker: " + NoRedis.Install;

    private static MachineTools WithoutRedis(MachineTools tools) => tools with { RedisServer = null };

    private async Task<RedisContainers> SupplyAsync(string owner)
    {
        var image = (RedisImageLookup.Found)await RedisImage.FindAsync(_engine, [OfflineRedisImage.Name], CancellationToken.None);
        return new RedisContainers(new ContainerBox(_engine, await EngineTraits.OfAsync(_engine, CancellationToken.None), owner), image);
    }

    private async Task<IReadOnlyList<string>> OfOwnerAsync(string owner) =>
        [.. (await EngineSweep.ListAsync(_engine.Client, "containers/json?all=1&", DockerLabels.Owner, owner, CancellationToken.None))
            .Select(container => container["Id"]!.GetValue<string>())];

    private async Task<JsonNode> InspectAsync(string id) =>
        (await _engine.Client.SendAsync(HttpMethod.Get, $"containers/{id}/json", body: null, Limit, CancellationToken.None)).Json();

    private static async Task<string> SayAsync(IRedisServer redis, params string[] commands)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!File.Exists(redis.SocketPath))
            await Task.Delay(20, limit.Token);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(redis.SocketPath), limit.Token);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"AUTH {redis.Password}\r\n{string.Join("\r\n", commands)}\r\nQUIT\r\n"), limit.Token);
        using var answer = new StreamReader(new NetworkStream(socket));
        return await answer.ReadToEndAsync(limit.Token);
    }

    private sealed class Told : IProgress<RunProgress>
    {
        public List<string?> Details { get; } = [];

        public void Report(RunProgress value) => Details.Add(value.Detail);
    }
}
