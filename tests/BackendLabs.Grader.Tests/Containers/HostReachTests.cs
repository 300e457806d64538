using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Docker.DotNet.Models;

namespace BackendLabs.Grader.Tests.Containers;

/// <summary>Row 180 of the attacks: what a container reaches beside itself, whether it publishes a port or not.</summary>
public sealed class HostReachTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task No_service_of_the_host_is_reached_at_any_of_its_addresses(bool publishes)
    {
        using var service = new TcpListener(IPAddress.IPv6Any, 0);
        service.Server.DualMode = true;
        service.Start();
        var port = ((IPEndPoint)service.LocalEndpoint).Port;
        using (var self = new TcpClient())
        {
            await self.ConnectAsync(IPAddress.Loopback, port);
            using var accepted = await service.AcceptSocketAsync();
        }

        await using var gate = await LiveGate.StartAsync();
        var addresses = HostAddresses().ToList();
        Assert.That(addresses, Has.Count.GreaterThan(1), "This host has no address beside loopback.");
        var script = string.Join('\n', addresses.Select(address => $"nc -w 2 {address} {port} </dev/null && echo reached {address}"))
            + "\nfor gateway in $(ip route | sed -n 's/^default via \\([^ ]*\\).*/\\1/p'); do nc -w 2 $gateway " + port + " </dev/null && echo reached $gateway; done\necho tried";
        await PublishedContainer.CreateAsync(gate, "scout", script, change: null, publishes ? ["80/tcp"] : []);
        await gate.Client.Containers.StartContainerAsync("scout", new ContainerStartParameters());

        var output = await PublishedContainer.OutputAsync(gate, "scout");
        Assert.That(output, Does.Contain("tried").And.Not.Contain("reached"));
        Assert.That(service.Pending(), Is.False, "A connection has come from the container.");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_container_has_no_interface_and_no_route_beside_its_loopback(bool publishes)
    {
        await using var gate = await LiveGate.StartAsync();
        const string Script = "ls /sys/class/net; echo routes; ip route; cat /proc/net/ipv6_route | grep -v ' lo$'; cat /proc/net/if_inet6 | grep -v ' lo$'; echo end";
        await PublishedContainer.CreateAsync(gate, "alone", Script, change: null, publishes ? ["80/tcp"] : []);
        await gate.Client.Containers.StartContainerAsync("alone", new ContainerStartParameters());
        Assert.That(await PublishedContainer.OutputAsync(gate, "alone"), Is.EqualTo("lo\nroutes\nend\n"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Names_are_looked_up_nowhere_and_the_hosts_resolver_is_not_named(bool publishes)
    {
        await using var gate = await LiveGate.StartAsync();
        const string Script = "cat /etc/resolv.conf; nslookup secret.example.test; echo result $?";
        await PublishedContainer.CreateAsync(gate, "asker", Script, change: null, publishes ? ["80/tcp"] : []);
        await gate.Client.Containers.StartContainerAsync("asker", new ContainerStartParameters());
        var output = await PublishedContainer.OutputAsync(gate, "asker");
        Assert.That(
            output.Split('\n').Where(line => line.StartsWith("nameserver", StringComparison.Ordinal) || line.StartsWith("search", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "nameserver 127.0.0.1" }));
        Assert.That(output, Does.Contain("result 1"));
    }

    [Test]
    public async Task Containers_reach_no_other_container_of_their_own_run_or_of_another()
    {
        await using var mine = await LiveGate.StartAsync();
        await using var other = await LiveGate.StartAsync();
        const string Server = "exec httpd -f -p 80 -h /www";
        var near = await PublishedContainer.StartAsync(mine, "web", Server, "80/tcp");
        var far = await PublishedContainer.StartAsync(other, "web", Server, "80/tcp");
        await Task.WhenAll(PublishedContainer.PageAsync(near), PublishedContainer.PageAsync(far));
        var addresses = new[] { await AddressAsync(mine), await AddressAsync(other), "127.0.0.1" }.Concat(HostAddresses());

        var script = string.Join('\n', addresses.Distinct().SelectMany(address => new[] { 80, near, far }.Select(port =>
            $"printf 'GET /index.html HTTP/1.0\\r\\n\\r\\n' | nc -w 2 {address} {port} | grep -q works && echo reached {address} {port}"))) + "\necho tried";
        await PublishedContainer.CreateAsync(mine, "scout", script, change: null, "81/tcp");
        await mine.Client.Containers.StartContainerAsync("scout", new ContainerStartParameters());
        Assert.That(await PublishedContainer.OutputAsync(mine, "scout"), Does.Contain("tried").And.Not.Contain("reached"));
        Assert.That(await PublishedContainer.PageAsync(far), Does.Contain("It works"));
    }

    private static async Task<string> AddressAsync(LiveGate gate) =>
        (await gate.Client.Containers.InspectContainerAsync("web")).NetworkSettings.Networks["lab"].IPAddress;

    private static IEnumerable<string> HostAddresses() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(address => address.Address)
        // A link-local address holds on a link: in the container that would be eth0.
        .Select(address => address.IsIPv6LinkLocal ? address.ToString().Split('%')[0] + "%eth0" : address.ToString());
}
