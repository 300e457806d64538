using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using BackendLabs.Testing;
using BackendLabs.Testing.Web;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace BackendLabs.Faults.Tests.Deployment;

/// <summary>docker-compose.yml with images made on this machine, live: the pages, two graders and PostgreSQL, each in a container.</summary>
[NonParallelizable]
internal sealed class LiveCompositionTests
{
    /// <summary>Each check of it takes seconds, and less than the limit of ten, so there is time to end its grader.</summary>
    private const string SlowGreeting = """
        string Greet(string name)
        {
            Thread.Sleep(2000);
            return string.IsNullOrWhiteSpace(name) ? "Hello, stranger!" : $"Hello, {name}!";
        }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly string _project = $"backendlabs-test-{Environment.ProcessId}";
    private readonly DirectoryInfo _secrets = Directory.CreateTempSubdirectory("lab-secrets-");
    private readonly int _port = FreePort.Find();
    private DockerClient? _engine;
    private Composition? _composition;

    private Composition Composition => _composition!;

    private Uri Address => new($"http://127.0.0.1:{_port}/");

    private string Tag => $"test-{Environment.ProcessId}";

    [OneTimeSetUp]
    public async Task Begin()
    {
        Needs.Program("docker", "docker-cli");
        _engine = await ConnectAsync();
        await BuildImagesAsync();
        WriteSecrets();
        _composition = new Composition(_engine, Path.Combine(PublishedApp.Clone, "docker-compose.yml"), Variable, _project);
        using var limit = new CancellationTokenSource(Patience);
        await _composition.UpAsync(limit.Token);
    }

    [OneTimeTearDown]
    public async Task End()
    {
        if (_composition is not null)
            await _composition.DisposeAsync();
        _secrets.Delete(recursive: true);
        if (_engine is null)
            return;
        foreach (var image in Images)
            await _engine.Images.DeleteImageAsync($"{image}:{Tag}", new ImageDeleteParameters { Force = true });
        var left = await Composition.LeftAsync(_engine, _project);
        _engine.Dispose();
        Assert.That(left, Is.Empty);
    }

    [TestCase("start/first-pass")]
    [TestCase("caching/first-key")]
    public async Task An_attempt_that_is_sent_to_the_pages_is_judged_by_a_grader(string lab)
    {
        using var student = await Student.ArriveAsync(Address);
        var report = await student.CheckAsync(lab, await File.ReadAllTextAsync(Path.Combine(PublishedApp.Clone, "labs", lab, "solutions", "reference.csx")));
        Assert.That(report.GetProperty("verdict").GetString(), Is.EqualTo("passed"), $"{report}");
    }

    /// <summary>With the profile of deploy/, no capability, no new privileges and an ordinary account. The cgroup is the engine's.</summary>
    [Test]
    public async Task A_grader_has_every_layer_but_the_cgroup()
    {
        var (code, output) = await Composition.RunAsync(Composition["grader"][0], "dotnet", "/opt/backendlabs/app/cli/lab.dll", "doctor", "--graded", "--format", "json");
        using var doctor = JsonDocument.Parse(output[output.IndexOf('{', StringComparison.Ordinal)..(output.LastIndexOf('}') + 1)]);
        var layers = doctor.RootElement.GetProperty("layers").EnumerateArray().Select(layer => (Name: layer.GetProperty("name").GetString(), State: layer.GetProperty("state").GetString())).ToList();

        Assert.That(layers, Has.Count.EqualTo(10));
        Assert.That(layers.Where(layer => layer.State != "active").Select(layer => layer.Name), Is.EqualTo(new[] { "cgroup" }), output);
        Assert.That(code, Is.EqualTo(3), "Graded sessions need every layer.");
    }

    [TestCase("web")]
    [TestCase("grader")]
    [TestCase("postgres")]
    public async Task No_container_is_more_than_an_ordinary_account(string service)
    {
        var status = await Composition.RunAsync(Composition[service][0], "/bin/sh", "-c", "while read -r line; do echo \"$line\"; done < /proc/self/status");
        Assert.That(status.Output, Does.Match(@"Uid:\s+(10001|999)\s").And.Match(@"CapBnd:\s+0000000000000000\b").And.Match(@"NoNewPrivs:\s+1\b").And.Match(@"Seccomp:\s+2\b"));
        Assert.That((await Composition.RunAsync(Composition[service][0], "/bin/sh", "-c", ": >/usr/lib/written")).Code, Is.Not.Zero, "The file system can be written.");
    }

    [Test]
    public async Task A_stopped_grader_gives_its_run_back_and_ends_well()
    {
        using var student = await Student.ArriveAsync(Address);
        var attempt = await student.SubmitAsync("start/first-pass", SlowGreeting);
        var grader = await GraderOfAsync(attempt, not: null);

        await _engine!.Containers.StopContainerAsync(grader, new ContainerStopParameters { WaitBeforeKillSeconds = 30 });
        var ended = (await _engine.Containers.InspectContainerAsync(grader)).State;
        var other = await GraderOfAsync(attempt, not: grader);
        var report = await student.EndOfAsync(attempt);
        await _engine.Containers.StartContainerAsync(grader, new ContainerStartParameters());

        Assert.That(ended.ExitCode, Is.Zero, await Composition.WordsAsync(grader));
        Assert.That(other, Is.Not.EqualTo(grader));
        Assert.That(report.GetProperty("verdict").GetString(), Is.EqualTo("passed"), $"{report}");
    }

    [Test]
    public async Task An_attempt_whose_grader_is_killed_is_judged_by_the_other()
    {
        using var student = await Student.ArriveAsync(Address);
        var attempt = await student.SubmitAsync("start/first-pass", SlowGreeting);
        var grader = await GraderOfAsync(attempt, not: null);

        await _engine!.Containers.KillContainerAsync(grader, new ContainerKillParameters { Signal = "SIGKILL" });
        var other = await GraderOfAsync(attempt, not: grader);
        var report = await student.EndOfAsync(attempt);
        await _engine.Containers.StartContainerAsync(grader, new ContainerStartParameters());

        Assert.That(other, Is.Not.EqualTo(grader));
        Assert.That(report.GetProperty("verdict").GetString(), Is.EqualTo("passed"), $"{report}");
    }

    // A grader's name in the store begins with its host's, and a container's host is called after its id.
    private async Task<string> GraderOfAsync(string attempt, string? not)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(400));
        while (true)
        {
            var (_, output) = await Composition.RunAsync(Composition["postgres"][0], "psql", "--username", "labs", "--dbname", "labs", "--no-align", "--tuples-only", "--command", $"select grader from run where attempt = '{attempt}'");
            if (Composition["grader"].FirstOrDefault(id => id != not && output.StartsWith(id[..12], StringComparison.Ordinal)) is { } grader)
                return grader;
            await look.WaitForNextTickAsync(limit.Token);
        }
    }

    private static readonly string[] Images = ["backendlabs/web", "backendlabs/grader", "backendlabs/postgres-offline"];

    private string? Variable(string name) => name switch
    {
        "BACKENDLABS_TAG" => Tag,
        "BACKENDLABS_PORT" => $"{_port}",
        "BACKENDLABS_SECRETS" => _secrets.FullName,
        "BACKENDLABS_POSTGRES_IMAGE" => $"backendlabs/postgres-offline:{Tag}",
        _ => null,
    };

    private void WriteSecrets()
    {
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        File.WriteAllText(Path.Combine(_secrets.FullName, "postgres-password"), password + "\n");
        File.WriteAllText(Path.Combine(_secrets.FullName, "store"), $"Host=postgres;Database=labs;Username=labs;Password={password}\n");
        foreach (var file in _secrets.GetFiles())
            file.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    }

    private async Task BuildImagesAsync()
    {
        var start = new ProcessStartInfo(Path.Combine(PublishedApp.Clone, "deploy/images/build-offline.sh"), ["--tag", Tag, "web", "grader", "postgres"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["BACKENDLABS_APP"] = PublishedApp.Folder;
        using var build = Process.Start(start)!;
        var words = await Task.WhenAll(build.StandardOutput.ReadToEndAsync(), build.StandardError.ReadToEndAsync());
        await build.WaitForExitAsync();
        Assert.That(build.ExitCode, Is.Zero, string.Concat(words));
    }

    private static async Task<DockerClient> ConnectAsync()
    {
        var address = Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } named ? named : "unix:///var/run/docker.sock";
        var engine = new DockerClientConfiguration(new Uri(address)).CreateClient();
        try
        {
            await engine.System.PingAsync();
        }
        catch (Exception error) when (error is HttpRequestException or TimeoutException or IOException)
        {
            engine.Dispose();
            Needs.Missing($"No Docker Engine answers at {address}: apt-get install docker.io, and start it. {error.Message}");
        }

        return engine;
    }
}
