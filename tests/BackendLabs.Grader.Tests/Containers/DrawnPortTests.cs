using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using BackendLabs.DockerGate;
using BackendLabs.DockerGate.Ports;
using Docker.DotNet.Models;

namespace BackendLabs.Grader.Tests.Containers;

/// <summary>Rows 94 and 181 of the attacks: ports are given, on loopback, whatever a container asks for.</summary>
public sealed class DrawnPortTests
{
    private const string Server = "exec httpd -f -p 80 -h /www";

    [TestCase("""[{"HostPort":""}]""")]
    [TestCase("""[{"HostPort":"0"}]""")]
    [TestCase("""[{"HostIp":"127.0.0.1","HostPort":"8080"}]""")]
    [TestCase("""[{"HostPort":"65535"}]""")]
    [TestCase("null")]
    public async Task A_port_is_drawn_and_told_alike_everywhere(string bindings)
    {
        await using var gate = await LiveGate.StartAsync();
        var made = await gate.CreateAsync(
            """{"Image":"backendlabs/base:1","Cmd":["sh","-c","exec httpd -f -p 80 -h /www"],"HostConfig":{"PortBindings":{"80/tcp":""" + bindings + "}}}");
        Assert.That(made, Does.StartWith("HTTP/1.1 201 "));
        await gate.Client.Containers.StartContainerAsync("web", new ContainerStartParameters());

        var port = await PublishedContainer.PortAsync(gate, "web", "80/tcp");
        Assert.That(port, Is.InRange(PortRelay.First, PortRelay.First + PortRelay.Count - 1));
        var seen = await gate.Client.Containers.InspectContainerAsync("web");
        var listed = (await gate.Client.Containers.ListContainersAsync(new ContainersListParameters())).Single();
        Assert.Multiple(() =>
        {
            Assert.That(seen.NetworkSettings.Ports["80/tcp"].Single().HostIP, Is.EqualTo("127.0.0.1"));
            Assert.That(seen.HostConfig.PortBindings["80/tcp"].Single().HostPort, Is.EqualTo(port.ToString(CultureInfo.InvariantCulture)));
            Assert.That(seen.HostConfig.NetworkMode, Is.EqualTo("lab"));
            Assert.That(seen.Config.ExposedPorts.Keys, Is.EqualTo(new[] { "80/tcp" }));
            Assert.That((listed.Ports.Single().IP, listed.Ports.Single().PublicPort, listed.Ports.Single().PrivatePort), Is.EqualTo(("127.0.0.1", port, 80)));
        });
        Assert.That(await PublishedContainer.PageAsync(port), Does.Contain("It works"));
        Assert.That(Listeners(port), Is.EqualTo(new[] { IPAddress.Loopback }));
    }

    [Test]
    public async Task A_host_port_that_was_asked_for_is_answered_with_a_warning()
    {
        await using var gate = await LiveGate.StartAsync();
        var made = await PublishedContainer.CreateAsync(gate, "web", Server, Ask("8080"));
        Assert.That(made.Warnings.Single(), Does.StartWith("The host port 8080 is not for choosing in this lab: 80/tcp is published on 127.0.0.1:"));
    }

    [Test]
    public async Task Which_ports_of_the_host_are_in_use_cannot_be_found_out()
    {
        using var service = new TcpListener(IPAddress.Loopback, 0);
        service.Start();
        var taken = ((IPEndPoint)service.LocalEndpoint).Port;
        await using var gate = await LiveGate.StartAsync();
        foreach (var name in new[] { "one", "two" })
        {
            await PublishedContainer.CreateAsync(gate, name, Server, Ask(taken.ToString(CultureInfo.InvariantCulture)));
            Assert.That(await gate.Client.Containers.StartContainerAsync(name, new ContainerStartParameters()), Is.True);
        }

        var ports = new[] { await PublishedContainer.PortAsync(gate, "one", "80/tcp"), await PublishedContainer.PortAsync(gate, "two", "80/tcp") };
        Assert.That(ports, Is.Unique.And.None.EqualTo(taken));
        await Task.WhenAll(ports.Select(PublishedContainer.PageAsync));
        Assert.That(service.Pending(), Is.False);
    }

    [Test]
    public async Task All_ports_are_those_that_the_container_exposes()
    {
        await using var gate = await LiveGate.StartAsync();
        await PublishedContainer.CreateAsync(gate, "web", Server, parameters =>
        {
            parameters.ExposedPorts = new Dictionary<string, EmptyStruct> { ["80/tcp"] = default, ["53/udp"] = default };
            parameters.HostConfig.PublishAllPorts = true;
        });
        await gate.Client.Containers.StartContainerAsync("web", new ContainerStartParameters());
        var seen = await gate.Client.Containers.InspectContainerAsync("web");
        Assert.That(seen.HostConfig.PublishAllPorts, Is.True);
        Assert.That(seen.NetworkSettings.Ports["53/udp"], Is.Null);
        Assert.That(await PublishedContainer.PageAsync(await PublishedContainer.PortAsync(gate, "web", "80/tcp")), Does.Contain("It works"));
    }

    [Test]
    public async Task The_engine_itself_publishes_nothing_and_makes_no_network()
    {
        await using var gate = await LiveGate.StartAsync();
        await PublishedContainer.StartAsync(gate, "web", Server, "80/tcp");
        var all = await EngineSweep.ListAsync(gate.Engine.Client, "containers/json?all=1&", DockerLabels.Run, gate.Policy.Run, CancellationToken.None);
        Assert.That(all, Has.Count.EqualTo(2), "The container, and the holder of its network.");
        Assert.That(all.Select(container => container["Ports"]!.AsArray().Count), Is.All.Zero);
        Assert.That(await EngineSweep.ListAsync(gate.Engine.Client, "networks?", DockerLabels.Run, gate.Policy.Run, CancellationToken.None), Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task What_holds_a_network_is_nobodys_to_see_or_touch(bool isStudent)
    {
        await using var gate = await LiveGate.StartAsync(role: isStudent ? DockerRole.Student : DockerRole.Judge);
        await PublishedContainer.StartAsync(gate, "web", Server, "80/tcp");
        var holder = (await HoldersAsync(gate)).Single()["Id"]!.GetValue<string>();
        foreach (var (method, path) in new[] { ("GET", "/json"), ("POST", "/kill"), ("DELETE", "?force=1") })
            Assert.That(await gate.RequestAsync(method, $"/containers/{holder}{path}"), Does.StartWith("HTTP/1.1 404 "));
        Assert.That(await gate.Client.Containers.ListContainersAsync(new ContainersListParameters { All = true }), Has.Count.EqualTo(1));
        Assert.That(
            await gate.CreateAsync("""{"Image":"backendlabs/base:1","HostConfig":{"NetworkMode":"container:""" + holder + "\"}}", "/containers/create?name=guest"),
            Does.StartWith("HTTP/1.1 403 "));
    }

    [Test]
    public async Task A_network_goes_with_its_container_also_where_that_removes_itself()
    {
        await using var gate = await LiveGate.StartAsync();
        await PublishedContainer.StartAsync(gate, "removed", Server, "80/tcp");
        await gate.Client.Containers.RemoveContainerAsync("removed", new ContainerRemoveParameters { Force = true });
        Assert.That(await HoldersAsync(gate), Is.Empty);

        await PublishedContainer.CreateAsync(gate, "brief", "exit 0", parameters => parameters.HostConfig.AutoRemove = true, "80/tcp");
        await gate.Client.Containers.StartContainerAsync("brief", new ContainerStartParameters());
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await gate.OnTheEngineAsync()).Count > 0)
            await Task.Delay(20, limit.Token);
        await gate.CreateAsync("""{"Image":"backendlabs/base:1"}""", "/containers/create?name=next");
        Assert.That(await HoldersAsync(gate), Is.Empty);
    }

    private static Action<CreateContainerParameters> Ask(string hostPort) => parameters =>
        parameters.HostConfig.PortBindings = new Dictionary<string, IList<PortBinding>> { ["80/tcp"] = [new PortBinding { HostPort = hostPort }] };

    private static async Task<IReadOnlyList<JsonObject>> HoldersAsync(LiveGate gate) =>
        await EngineSweep.ListAsync(gate.Engine.Client, "containers/json?all=1&", DockerLabels.Run, gate.Policy.Run, CancellationToken.None) is var all
            ? [.. all.Where(container => container["Labels"]![DockerLabels.Role]!.GetValue<string>() == PortNamespace.Role)]
            : [];

    private static IEnumerable<IPAddress> Listeners(int port) =>
        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(listener => listener.Port == port).Select(listener => listener.Address);
}
