using System.Net;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace BackendLabs.Grader.Tests.Containers.Client;

public sealed class ContainerTests : LiveTests
{
    [Test]
    public async Task A_second_start_and_a_second_stop_say_that_nothing_changed()
    {
        var id = await Engine.CreateAsync("sleep 60");

        Assert.That(await Containers.StartContainerAsync(id, new ContainerStartParameters()), Is.True);
        Assert.That(await Containers.StartContainerAsync(id, new ContainerStartParameters()), Is.False);
        Assert.That(await Containers.StopContainerAsync(id, new ContainerStopParameters { WaitBeforeKillSeconds = 1 }), Is.True);
        Assert.That(await Containers.StopContainerAsync(id, new ContainerStopParameters { WaitBeforeKillSeconds = 1 }), Is.False);
    }

    [Test]
    public async Task Waiting_brings_the_exit_code()
    {
        var id = await Engine.RunAsync("exit 7");

        Assert.That((await Containers.WaitContainerAsync(id)).StatusCode, Is.EqualTo(7));
    }

    [Test]
    public async Task A_container_is_created_as_asked_for()
    {
        var id = await Engine.CreateAsync("sleep 60", asked =>
        {
            asked.Name = "as-asked-" + Engine.Id;
            asked.Env = ["COLOUR=green"];
            asked.ExposedPorts = new Dictionary<string, EmptyStruct>(StringComparer.Ordinal) { ["80/tcp"] = default };
            asked.StopTimeout = TimeSpan.FromSeconds(3);
            asked.Healthcheck = new HealthConfig { Test = ["CMD", "true"], Interval = TimeSpan.FromMilliseconds(1500), Timeout = TimeSpan.FromSeconds(2), StartPeriod = 5_000_000_000, Retries = 4 };
            asked.HostConfig = new HostConfig
            {
                NetworkMode = "none",
                Memory = 32 * 1024 * 1024,
                NanoCPUs = 500_000_000,
                PidsLimit = 20,
                CapDrop = ["ALL"],
                SecurityOpt = ["no-new-privileges"],
                ReadonlyRootfs = true,
                DNS = ["192.0.2.1"],
                Init = true,
                RestartPolicy = new RestartPolicy { Name = RestartPolicyKind.OnFailure, MaximumRetryCount = 2 },
                Tmpfs = new Dictionary<string, string>(StringComparer.Ordinal) { ["/scratch"] = "size=1m" },
                PortBindings = new Dictionary<string, IList<PortBinding>>(StringComparer.Ordinal) { ["80/tcp"] = [new PortBinding { HostIP = "127.0.0.1", HostPort = "0" }] },
                Ulimits = [new Ulimit { Name = "nofile", Soft = 64, Hard = 128 }],
            };
        });

        var made = await Containers.InspectContainerAsync(id);

        Assert.Multiple(() =>
        {
            Assert.That(made.ID, Is.EqualTo(id));
            Assert.That(made.Name, Is.EqualTo("/as-asked-" + Engine.Id));
            Assert.That(made.Created.Kind, Is.EqualTo(DateTimeKind.Utc));
            Assert.That(made.Created, Is.EqualTo(TimeProvider.System.GetUtcNow().UtcDateTime).Within(TimeSpan.FromMinutes(5)));
            Assert.That(made.State.Running, Is.False);
            Assert.That(made.Config.Env, Does.Contain("COLOUR=green"));
            Assert.That(made.Config.ExposedPorts.Keys, Is.EqualTo(new[] { "80/tcp" }));
            Assert.That(made.Config.StopTimeout, Is.EqualTo(TimeSpan.FromSeconds(3)));
            Assert.That(made.Config.Healthcheck.Interval, Is.EqualTo(TimeSpan.FromMilliseconds(1500)));
            Assert.That(made.Config.Healthcheck.Timeout, Is.EqualTo(TimeSpan.FromSeconds(2)));
            Assert.That(made.Config.Healthcheck.StartPeriod, Is.EqualTo(5_000_000_000));
            Assert.That(made.Config.Healthcheck.Retries, Is.EqualTo(4));
            Assert.That(made.HostConfig.Memory, Is.EqualTo(32 * 1024 * 1024));
            Assert.That(made.HostConfig.NanoCPUs, Is.EqualTo(500_000_000));
            Assert.That(made.HostConfig.PidsLimit, Is.EqualTo(20));
            Assert.That(made.HostConfig.CapDrop, Is.EqualTo(new[] { "ALL" }));
            Assert.That(made.HostConfig.SecurityOpt, Is.EqualTo(new[] { "no-new-privileges" }));
            Assert.That(made.HostConfig.ReadonlyRootfs, Is.True);
            Assert.That(made.HostConfig.DNS, Is.EqualTo(new[] { "192.0.2.1" }));
            Assert.That(made.HostConfig.Init, Is.True);
            Assert.That(made.HostConfig.RestartPolicy.Name, Is.EqualTo(RestartPolicyKind.OnFailure));
            Assert.That(made.HostConfig.RestartPolicy.MaximumRetryCount, Is.EqualTo(2));
            Assert.That(made.HostConfig.Tmpfs["/scratch"], Is.EqualTo("size=1m"));
            Assert.That(made.HostConfig.PortBindings["80/tcp"].Single().HostIP, Is.EqualTo("127.0.0.1"));
            Assert.That(made.HostConfig.Ulimits.Single().Hard, Is.EqualTo(128));
        });
    }

    [Test]
    public async Task The_list_holds_what_the_filter_asks_for()
    {
        var running = await Engine.RunAsync("sleep 60");
        var created = await Engine.CreateAsync("sleep 60");

        var onlyRunning = await Containers.ListContainersAsync(new ContainersListParameters { Filters = Engine.Mine });
        var all = await Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = Engine.Mine });

        Assert.That(onlyRunning.Select(container => container.ID), Is.EqualTo(new[] { running }));
        Assert.That(all.Select(container => container.ID), Is.EquivalentTo(new[] { running, created }));
        Assert.That(onlyRunning[0].State, Is.EqualTo("running"));
        Assert.That(onlyRunning[0].Created, Is.EqualTo(TimeProvider.System.GetUtcNow().UtcDateTime).Within(TimeSpan.FromMinutes(5)));
    }

    [Test]
    public async Task A_container_is_paused_resumed_renamed_restarted_and_killed()
    {
        var id = await Engine.RunAsync("sleep 60");

        await Containers.PauseContainerAsync(id);
        Assert.That((await Containers.InspectContainerAsync(id)).State.Paused, Is.True);
        await Containers.UnpauseContainerAsync(id);
        await Containers.RenameContainerAsync(id, new ContainerRenameParameters { NewName = "renamed-" + Engine.Id }, CancellationToken.None);
        await Containers.RestartContainerAsync("renamed-" + Engine.Id, new ContainerRestartParameters { WaitBeforeKillSeconds = 1 });
        Assert.That((await Containers.InspectContainerAsync(id)).State.Running, Is.True);
        await Containers.KillContainerAsync(id, new ContainerKillParameters { Signal = "SIGKILL" });

        Assert.That((await Containers.WaitContainerAsync(id)).StatusCode, Is.EqualTo(137));
    }

    [Test]
    public async Task Processes_changes_and_statistics_are_told()
    {
        var id = await Engine.RunAsync("touch /made; echo ready; exec sleep 60");
        await ReadyAsync(id);

        var processes = await Containers.ListProcessesAsync(id, new ContainerListProcessesParameters());
        var changes = await Containers.InspectChangesAsync(id);
        var samples = new Reports<ContainerStatsResponse>();
        await Containers.GetContainerStatsAsync(id, new ContainerStatsParameters { Stream = false }, samples);

        Assert.That(processes.Processes.Single().Last(), Does.Contain("sleep 60"));
        Assert.That(changes.Single(change => change.Path == "/made").Kind, Is.EqualTo(FileSystemChangeKind.Add));
        Assert.That(samples.All.Single().ID, Is.EqualTo(id));
        Assert.That(samples.All[0].CPUStats.CPUUsage.TotalUsage, Is.Positive);
        Assert.That(samples.All[0].MemoryStats.Limit, Is.Positive);
    }

    [Test]
    public async Task Statistics_stream_until_they_are_cancelled()
    {
        var id = await Engine.RunAsync("sleep 60");
        using var enough = new CancellationTokenSource();
        var samples = new Reports<ContainerStatsResponse>();

        var reporting = Containers.GetContainerStatsAsync(id, new ContainerStatsParameters { Stream = true }, samples, enough.Token);
        await samples.First;
        await enough.CancelAsync();

        Assert.That(async () => await reporting, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Limits_change_while_a_container_runs()
    {
        var id = await Engine.RunAsync("sleep 60", asked => asked.HostConfig.Memory = 32 << 20);

        await Containers.UpdateContainerAsync(id, new ContainerUpdateParameters { Memory = 16 << 20, MemorySwap = 64 << 20 });

        Assert.That((await Containers.InspectContainerAsync(id)).HostConfig.Memory, Is.EqualTo(16 << 20));
    }

    [Test]
    public async Task A_missing_container_has_an_exception_of_its_own_with_the_daemons_words()
    {
        var refusal = (await Assert.ThrowsAsync<DockerContainerNotFoundException>(() => Containers.InspectContainerAsync("no-such-" + Engine.Id)))!;

        Assert.That(refusal.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(refusal.ResponseBody, Does.Contain("No such container"));
        Assert.That(refusal.Message, Does.Contain("No such container"));
        await Task.CompletedTask;
    }

    [Test]
    public async Task A_container_of_a_missing_image_says_that_the_image_is_missing()
    {
        var refusal = (await Assert.ThrowsAsync<DockerImageNotFoundException>(() => Engine.CreateAsync("true", asked => asked.Image = "no-such:" + Engine.Id)))!;

        Assert.That(refusal.Message, Does.Contain("No such image"));
    }

    [Test]
    public async Task A_refusal_carries_status_and_message()
    {
        var id = await Engine.RunAsync("sleep 60");

        var refusal = (await Assert.ThrowsAsync<DockerApiException>(() => Containers.RemoveContainerAsync(id, new ContainerRemoveParameters())))!;

        Assert.That(refusal.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(refusal.Message, Does.Contain("running container"));
    }

    [Test]
    public async Task A_wait_ends_when_it_is_cancelled()
    {
        var id = await Engine.RunAsync("sleep 60");
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        Assert.That(async () => await Containers.WaitContainerAsync(id, limit.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Files_go_in_and_come_out_as_archives()
    {
        var id = await Engine.CreateAsync("true");
        await using var archive = LiveEngine.Archive(("note.txt", "written outside"));

        await Containers.ExtractArchiveToContainerAsync(id, new ContainerPathStatParameters { Path = "/" }, archive);
        var described = await Containers.GetArchiveFromContainerAsync(id, new GetArchiveFromContainerParameters { Path = "/note.txt" }, statOnly: true);
        var fetched = await Containers.GetArchiveFromContainerAsync(id, new GetArchiveFromContainerParameters { Path = "/note.txt" }, statOnly: false);
        await using var tar = fetched.Stream;
        using var reader = new StreamReader(tar);

        Assert.That(described.Stat.Name, Is.EqualTo("note.txt"));
        Assert.That(described.Stat.Size, Is.EqualTo("written outside".Length));
        Assert.That(await reader.ReadToEndAsync(), Does.Contain("written outside"));
    }

    [Test]
    public async Task Pruning_removes_what_the_filter_names()
    {
        var id = await Engine.RunAsync("true");
        await Containers.WaitContainerAsync(id);

        var pruned = await Containers.PruneContainersAsync(new ContainersPruneParameters { Filters = Engine.Mine });

        Assert.That(pruned.ContainersDeleted, Is.EqualTo(new[] { id }));
    }

    async Task ReadyAsync(string id)
    {
        using var log = await Containers.GetContainerLogsAsync(id, tty: false, new ContainerLogsParameters { ShowStdout = true, Follow = true });
        await log.ReadOutputAsync(new byte[16], 0, 16, CancellationToken.None);
    }
}
