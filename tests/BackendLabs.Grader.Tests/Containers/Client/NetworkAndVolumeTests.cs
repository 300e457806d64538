using Docker.DotNet;
using Docker.DotNet.Models;

namespace BackendLabs.Grader.Tests.Containers.Client;

public sealed class NetworkAndVolumeTests : LiveTests
{
    INetworkOperations Networks => Engine.Client.Networks;

    IVolumeOperations Volumes => Engine.Client.Volumes;

    [Test]
    public async Task A_network_takes_a_container_in_and_lets_it_go()
    {
        var network = (await Networks.CreateNetworkAsync(new NetworksCreateParameters { Name = "net-" + Engine.Id, Internal = true, Labels = Engine.Labels })).ID;
        var container = await Engine.RunAsync("sleep 60", asked => asked.HostConfig.NetworkMode = network);

        var joined = await Networks.InspectNetworkAsync(network);
        await Networks.DisconnectNetworkAsync(network, new NetworkDisconnectParameters { Container = container, Force = true });
        var left = await Networks.InspectNetworkAsync(network);
        await Networks.ConnectNetworkAsync(network, new NetworkConnectParameters { Container = container, EndpointConfig = new EndpointSettings { Aliases = ["web"] } });
        var settings = (await Containers.InspectContainerAsync(container)).NetworkSettings;

        Assert.That(joined.ID, Is.EqualTo(network).And.Not.Empty);
        Assert.That(joined.Name, Is.EqualTo("net-" + Engine.Id));
        Assert.That(joined.Internal, Is.True);
        Assert.That(joined.IPAM.Config.Single().Subnet, Is.Not.Empty);
        Assert.That(joined.Containers.Keys, Is.EqualTo(new[] { container }));
        Assert.That(joined.Containers[container].IPv4Address, Is.Not.Empty);
        Assert.That(left.Containers, Is.Empty);
        Assert.That(settings.Networks["net-" + Engine.Id].Aliases, Does.Contain("web"));
    }

    [Test]
    public async Task Networks_are_listed_deleted_and_pruned()
    {
        await Networks.CreateNetworkAsync(new NetworksCreateParameters { Name = "one-" + Engine.Id, Labels = Engine.Labels });
        await Networks.CreateNetworkAsync(new NetworksCreateParameters { Name = "two-" + Engine.Id, Labels = Engine.Labels });

        await Networks.DeleteNetworkAsync("one-" + Engine.Id);
        var listed = await Networks.ListNetworksAsync(new NetworksListParameters { Filters = Engine.Mine });
        var pruned = await Networks.PruneNetworksAsync(new NetworksDeleteUnusedParameters { Filters = Engine.Mine });

        Assert.That(listed.Select(network => network.Name), Is.EqualTo(new[] { "two-" + Engine.Id }));
        Assert.That(pruned.NetworksDeleted, Is.EqualTo(new[] { "two-" + Engine.Id }));
        await Assert.ThrowsAsync<DockerNetworkNotFoundException>(() => Networks.InspectNetworkAsync("two-" + Engine.Id));
    }

    [Test]
    public async Task A_volume_outlives_the_container_that_filled_it()
    {
        var made = await Volumes.CreateAsync(new VolumesCreateParameters { Name = "vol-" + Engine.Id, Labels = Engine.Labels });
        void Mounted(CreateContainerParameters asked) => asked.HostConfig.Mounts = [new Mount { Type = "volume", Source = made.Name, Target = "/data" }];

        var writer = await Engine.RunAsync("echo remembered > /data/it", Mounted);
        await Containers.WaitContainerAsync(writer);
        await Containers.RemoveContainerAsync(writer, new ContainerRemoveParameters { RemoveVolumes = true });
        var reader = await Engine.RunAsync("cat /data/it", Mounted);
        using var log = await Containers.GetContainerLogsAsync(reader, tty: false, new ContainerLogsParameters { ShowStdout = true, Follow = true });

        Assert.That((await log.ReadOutputToEndAsync(CancellationToken.None)).stdout, Is.EqualTo("remembered\n"));
        Assert.That((await Containers.InspectContainerAsync(reader)).Mounts.Single().Destination, Is.EqualTo("/data"));
    }

    [Test]
    public async Task Volumes_are_listed_inspected_removed_and_pruned()
    {
        await Volumes.CreateAsync(new VolumesCreateParameters { Name = "one-" + Engine.Id, Labels = Engine.Labels });
        await Volumes.CreateAsync(new VolumesCreateParameters { Name = "two-" + Engine.Id, Labels = Engine.Labels });

        await Volumes.RemoveAsync("one-" + Engine.Id);
        var listed = (await Volumes.ListAsync(new VolumesListParameters { Filters = Engine.Mine })).Volumes;
        var inspected = await Volumes.InspectAsync("two-" + Engine.Id);
        var pruned = await Volumes.PruneAsync(new VolumesPruneParameters { Filters = Engine.Mine });

        Assert.That(listed.Select(volume => volume.Name), Is.EqualTo(new[] { "two-" + Engine.Id }));
        Assert.That(inspected.Driver, Is.EqualTo("local"));
        Assert.That(pruned.VolumesDeleted, Is.EqualTo(new[] { "two-" + Engine.Id }));
    }
}
