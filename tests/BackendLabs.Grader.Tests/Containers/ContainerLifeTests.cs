using BackendLabs.DockerGate;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace BackendLabs.Grader.Tests.Containers;

public sealed class ContainerLifeTests
{
    [Test]
    public async Task A_container_is_made_started_waited_for_read_and_removed()
    {
        await using var gate = await LiveGate.StartAsync();
        var containers = gate.Client.Containers;

        var made = await containers.CreateContainerAsync(new CreateContainerParameters
        {
            Name = "hello",
            Image = BaseImage.Name,
            Cmd = ["sh", "-c", "echo $GREETING; echo bad >&2; exit 3"],
            Env = ["GREETING=good day"],
            Labels = new Dictionary<string, string> { ["course"] = "deployment" },
            HostConfig = new HostConfig { Memory = 32 * 1024 * 1024, NanoCPUs = 250_000_000 },
        });
        Assert.That(await containers.StartContainerAsync("hello", new ContainerStartParameters()), Is.True);
        var waited = await containers.WaitContainerAsync(made.ID);
        Assert.That(waited.StatusCode, Is.EqualTo(3));

        using var logs = await containers.GetContainerLogsAsync(
            "hello", false, new ContainerLogsParameters { ShowStdout = true, ShowStderr = true });
        var (output, errors) = await logs.ReadOutputToEndAsync(CancellationToken.None);
        Assert.That((output, errors), Is.EqualTo(("good day\n", "bad\n")));

        var seen = await containers.InspectContainerAsync("hello");
        Assert.Multiple(() =>
        {
            Assert.That(seen.Name, Is.EqualTo("/hello"));
            Assert.That(seen.State.ExitCode, Is.EqualTo(3));
            Assert.That(seen.Config.Labels, Is.EqualTo(new Dictionary<string, string> { ["course"] = "deployment" }));
            Assert.That(seen.LogPath, Is.Null.Or.Empty);
            Assert.That(seen.HostConfig.Memory, Is.EqualTo(32 * 1024 * 1024));
        });

        await containers.RemoveContainerAsync("hello", new ContainerRemoveParameters());
        Assert.That(await gate.OnTheEngineAsync(), Is.Empty);
        Assert.That(
            gate.Events.Select(e => e.Operation), Is.EqualTo(new[] { "create", "start", "wait", "logs", "inspect", "remove" }));
        Assert.That(gate.Events.First().Detail, Does.StartWith("hello from backendlabs/base:1 -> 201 "));
        Assert.That(gate.Refusals, Is.Empty);
        Assert.That(gate.Gate.EngineFailed, Is.Null);
    }

    [Test]
    public async Task What_is_forced_is_on_the_engine_whatever_was_asked()
    {
        await using var gate = await LiveGate.StartAsync();
        await gate.Client.Containers.CreateContainerAsync(new CreateContainerParameters { Name = "plain", Image = BaseImage.Name });

        var container = (await gate.OnTheEngineAsync()).Single();
        var inspect = (await gate.Engine.Client.SendAsync(
            HttpMethod.Get, $"containers/{container.Id}/json", null, TimeSpan.FromSeconds(10), CancellationToken.None)).Json();
        var host = inspect["HostConfig"]!;
        Assert.Multiple(() =>
        {
            Assert.That(inspect["Name"]!.GetValue<string>(), Is.EqualTo($"/bl-{gate.Policy.Run}-plain"));
            Assert.That(host["CapDrop"]!.ToJsonString(), Is.EqualTo("[\"ALL\"]"));
            Assert.That(host["SecurityOpt"]!.ToJsonString(), Is.EqualTo("[\"no-new-privileges\"]"));
            Assert.That(host["NetworkMode"]!.GetValue<string>(), Is.EqualTo("none"));
            Assert.That(host["Memory"]!.GetValue<long>(), Is.EqualTo(64 * 1024 * 1024));
            Assert.That(host["PidsLimit"]!.GetValue<long>(), Is.EqualTo(64));
            Assert.That(host["ReadonlyRootfs"]!.GetValue<bool>(), Is.True);
            Assert.That(host["Privileged"]!.GetValue<bool>(), Is.False);
            Assert.That(inspect["Config"]!["Labels"]![DockerLabels.Owner]!.GetValue<string>(), Is.EqualTo("tests"));
        });
    }

    [Test]
    public async Task A_web_server_answers_on_its_loopback_port()
    {
        await using var gate = await LiveGate.StartAsync();
        var containers = gate.Client.Containers;
        await containers.CreateContainerAsync(new CreateContainerParameters
        {
            Name = "web",
            Image = BaseImage.Name,
            Cmd = ["httpd", "-f", "-p", "80", "-h", "/www"],
            ExposedPorts = new Dictionary<string, EmptyStruct> { ["80/tcp"] = default },
            HostConfig = new HostConfig
            {
                PortBindings = new Dictionary<string, IList<PortBinding>> { ["80/tcp"] = [new PortBinding { HostPort = "" }] },
            },
        });
        await containers.StartContainerAsync("web", new ContainerStartParameters());
        var binding = (await containers.InspectContainerAsync("web")).NetworkSettings.Ports["80/tcp"].Single();
        Assert.That(binding.HostIP, Is.EqualTo("127.0.0.1"));

        using var http = new HttpClient();
        var page = await AskUntilItAnswersAsync(http, new Uri($"http://127.0.0.1:{binding.HostPort}/index.html"));
        Assert.That(page, Does.Contain("It works"));
        var listed = (await containers.ListContainersAsync(new ContainersListParameters())).Single();
        Assert.That(listed.NetworkSettings.Networks.Keys, Is.EqualTo(new[] { "lab" }));
    }

    [Test]
    public async Task Logs_are_followed_until_the_container_ends()
    {
        await using var gate = await LiveGate.StartAsync();
        var containers = gate.Client.Containers;
        await containers.CreateContainerAsync(new CreateContainerParameters
        {
            Name = "talker",
            Image = BaseImage.Name,
            Cmd = ["sh", "-c", "echo one; usleep 300000; echo two"],
        });
        await containers.StartContainerAsync("talker", new ContainerStartParameters());
        using var logs = await containers.GetContainerLogsAsync(
            "talker", false, new ContainerLogsParameters { ShowStdout = true, Follow = true });
        var (output, _) = await logs.ReadOutputToEndAsync(CancellationToken.None);
        Assert.That(output, Is.EqualTo("one\ntwo\n"));
    }

    [Test]
    public async Task A_container_of_another_run_answers_exactly_as_one_that_is_not_there()
    {
        await using var mine = await LiveGate.StartAsync();
        await using var other = await LiveGate.StartAsync();
        var foreign = await other.Client.Containers.CreateContainerAsync(
            new CreateContainerParameters { Name = "secret", Image = BaseImage.Name, Cmd = ["sleep", "60"] });
        var missing = new string('f', 64);

        foreach (var name in new[] { foreign.ID, foreign.ID[..12], "secret", $"bl-{other.Policy.Run}-secret" })
        {
            foreach (var (method, path) in new[] { ("GET", "/json"), ("POST", "/start"), ("POST", "/kill"), ("GET", "/logs?stdout=1"), ("DELETE", "") })
            {
                var answer = await mine.RequestAsync(method, $"/containers/{name}{path}");
                var reference = await mine.RequestAsync(method, $"/containers/{missing}{path}");
                Assert.That(Body(answer).Replace(name, "X"), Is.EqualTo(Body(reference).Replace(missing, "X")), $"{method} {path} of {name}");
                Assert.That(answer, Does.StartWith("HTTP/1.1 404 "));
            }
        }

        Assert.That(await mine.Client.Containers.ListContainersAsync(new ContainersListParameters { All = true }), Is.Empty);
        Assert.That((await other.OnTheEngineAsync()).Single().State, Is.EqualTo("created"));
    }

    [Test]
    public async Task A_list_is_filtered_as_on_the_engine()
    {
        await using var gate = await LiveGate.StartAsync();
        foreach (var name in new[] { "web", "web-2", "db" })
        {
            await gate.Client.Containers.CreateContainerAsync(new CreateContainerParameters
            {
                Name = name,
                Image = BaseImage.Name,
                Labels = new Dictionary<string, string> { ["role"] = name[..2] },
            });
        }

        Assert.That(await NamesAsync(gate, "name", "web"), Is.EquivalentTo(new[] { "/web", "/web-2" }));
        Assert.That(await NamesAsync(gate, "name", "^/web$"), Is.EquivalentTo(new[] { "/web" }));
        Assert.That(await NamesAsync(gate, "label", "role=db"), Is.EquivalentTo(new[] { "/db" }));
        Assert.That(await NamesAsync(gate, "label", "backendlabs.run"), Is.Empty);
        Assert.That(await NamesAsync(gate, "status", "running"), Is.Empty);
        Assert.That(await gate.Client.Containers.ListContainersAsync(new ContainersListParameters()), Is.Empty, "none runs");
    }

    [Test]
    public async Task The_ninth_container_is_refused()
    {
        await using var gate = await LiveGate.StartAsync(new DockerLimits(Containers: 2));
        var attempts = await Task.WhenAll(Enumerable.Range(0, 5).Select(i =>
            gate.CreateAsync($$"""{"Image":"{{BaseImage.Name}}"}""", $"/containers/create?name=c{i}")));
        Assert.That(attempts.Count(answer => answer.StartsWith("HTTP/1.1 201 ", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(await gate.OnTheEngineAsync(), Has.Count.EqualTo(2));
        Assert.That(gate.Refusals.First().Reason, Does.StartWith("There are 2 containers already"));
    }

    [Test]
    public async Task A_name_taken_twice_is_told_in_the_students_names()
    {
        await using var gate = await LiveGate.StartAsync();
        var parameters = new CreateContainerParameters { Name = "web", Image = BaseImage.Name };
        await gate.Client.Containers.CreateContainerAsync(parameters);
        var error = await Assert.ThrowsAsync<DockerApiException>(() => gate.Client.Containers.CreateContainerAsync(parameters));
        Assert.That(error!.ResponseBody, Does.Contain("/web").And.Not.Contain(gate.Policy.Run));
    }

    private static async Task<IEnumerable<string>> NamesAsync(LiveGate gate, string filter, string value)
    {
        var listed = await gate.Client.Containers.ListContainersAsync(new ContainersListParameters
        {
            All = true,
            Filters = new Dictionary<string, IDictionary<string, bool>> { [filter] = new Dictionary<string, bool> { [value] = true } },
        });
        return listed.SelectMany(container => container.Names);
    }

    private static string Body(string answer) => answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    private static async Task<string> AskUntilItAnswersAsync(HttpClient http, Uri address)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            try
            {
                return await http.GetStringAsync(address, limit.Token);
            }
            catch (HttpRequestException)
            {
                // The server is still starting: nothing listens yet.
                await Task.Delay(20, limit.Token);
            }
        }
    }
}
