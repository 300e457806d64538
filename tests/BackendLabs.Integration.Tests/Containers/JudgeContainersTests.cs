using System.Collections.Concurrent;
using BackendLabs.Contract;
using BackendLabs.DockerGate;
using BackendLabs.Grader.Tests.Containers;
using BackendLabs.Judge.Services.Docker;
using Docker.DotNet.Models;

namespace BackendLabs.Integration.Tests.Containers;

/// <summary>The judge's tool and the snippet's client, each over its gate, on one run and one live Engine.</summary>
public sealed class JudgeContainersTests
{
    private readonly ConcurrentQueue<TimelineEvent> _timeline = new();
    private LiveGate _student = null!;
    private LiveGate _judge = null!;
    private JudgeContainers _containers = null!;

    [SetUp]
    public async Task TwoGatesOfOneRun()
    {
        _student = await LiveGate.StartAsync();
        _judge = await LiveGate.StartAsync(run: _student.Policy.Run, role: DockerRole.Judge);
        _containers = new JudgeContainers(_judge.SocketPath, _timeline.Enqueue, TimeProvider.System);
        _timeline.Clear();
    }

    [TearDown]
    public async Task NothingIsLeft()
    {
        if (_containers is not null)
            await _containers.DisposeAsync();
        if (_judge is not null)
            await _judge.DisposeAsync();
        if (_student is not null)
            await _student.DisposeAsync();
    }

    [Test]
    public async Task The_judge_sees_what_the_snippet_made()
    {
        await StartAsync("web", ["sh", "-c", "echo hello; echo oh >&2; exit 7"]);
        Assert.That(await _containers.WaitAsync("web"), Is.EqualTo(7));

        var fact = (await _containers.ListAsync()).Single();
        Assert.Multiple(() =>
        {
            Assert.That(fact.Name, Is.EqualTo("web"));
            Assert.That(fact.Image, Is.EqualTo(BaseImage.Name));
            Assert.That(fact.State, Is.EqualTo("exited"));
            Assert.That(fact.ExitCode, Is.EqualTo(7));
            Assert.That(fact.Command, Is.EqualTo(new[] { "sh", "-c", "echo hello; echo oh >&2; exit 7" }));
            Assert.That(fact.Labels, Is.EqualTo(new Dictionary<string, string> { ["course"] = "a" }));
            Assert.That(fact.Environment["COLOUR"], Is.EqualTo("blue"));
        });
        Assert.That(await _containers.LogsAsync("web"), Is.EqualTo("hello\noh\n"));
        Assert.That((await _containers.FindAsync(fact.Id[..12]))?.Id, Is.EqualTo(fact.Id));
        Assert.That(await _containers.FindAsync("nothing"), Is.Null);
    }

    [Test]
    public async Task The_judge_changes_the_world_behind_the_snippet()
    {
        await StartAsync("web", ["sleep", "60"]);
        await _containers.KillAsync("web");
        Assert.That((await _student.Client.Containers.InspectContainerAsync("web")).State.Running, Is.False);
        Assert.That((await _containers.FindAsync("web"))!.ExitCode, Is.EqualTo(137));

        await _containers.RemoveAsync("web");
        var other = await _containers.RunAsync(BaseImage.Name, ["sleep", "60"], "web");
        Assert.That(other.State, Is.EqualTo("running"));
        Assert.That((await _student.Client.Containers.InspectContainerAsync("web")).ID, Is.EqualTo(other.Id));
        await _containers.StopAsync("web", TimeSpan.Zero);
        Assert.That((await _containers.FindAsync("web"))!.State, Is.EqualTo("exited"));
    }

    [Test]
    public async Task The_judge_asks_a_web_server_in_a_container()
    {
        await _student.Client.Containers.CreateContainerAsync(new CreateContainerParameters
        {
            Name = "site",
            Image = BaseImage.Name,
            Cmd = ["httpd", "-f", "-p", "80", "-h", "/www"],
            HostConfig = new HostConfig
            {
                PortBindings = new Dictionary<string, IList<PortBinding>> { ["80/tcp"] = [new PortBinding()] },
            },
        });
        await _student.Client.Containers.StartContainerAsync("site", new ContainerStartParameters());

        var answer = await _containers.GetHttpAsync("site", 80, "/");
        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(answer.Body, Does.Contain("It works"));
        Assert.That((await _containers.GetHttpAsync("site", 80, "/absent")).Status, Is.EqualTo(404));
        Assert.That(() => _containers.GetHttpAsync("site", 81, "/"), Throws.InvalidOperationException.With.Message.Contains("publishes no port"));
    }

    [Test]
    public async Task What_the_snippet_did_is_told_apart_from_what_the_judge_does()
    {
        await StartAsync("web", ["sleep", "60"]);
        foreach (var seen in _student.Events)
            _containers.Saw(seen);
        await _containers.ListAsync();

        Assert.That(_containers.Operations.Select(operation => operation.Operation), Is.EqualTo(new[] { "create", "start" }));
        Assert.That(_timeline.Select(e => (e.Service, e.Operation, e.Host)), Is.EqualTo(new[] { ("docker", "list", 0) }));
    }

    [Test]
    public void What_is_not_there_is_named() => Assert.That(
        () => _containers.KillAsync("nothing"),
        Throws.InvalidOperationException.With.Message.Contains("No such container: nothing"));

    private async Task StartAsync(string name, IList<string> command)
    {
        await _student.Client.Containers.CreateContainerAsync(new CreateContainerParameters
        {
            Name = name,
            Image = BaseImage.Name,
            Cmd = command,
            Env = ["COLOUR=blue"],
            Labels = new Dictionary<string, string> { ["course"] = "a" },
        });
        await _student.Client.Containers.StartContainerAsync(name, new ContainerStartParameters());
    }
}
