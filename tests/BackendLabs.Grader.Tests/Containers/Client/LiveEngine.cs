using System.Formats.Tar;
using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace BackendLabs.Grader.Tests.Containers.Client;

/// <summary>The Engine at hand, and an image of busybox made without a registry. Whatever it makes bears one label, by which it is cleared away.</summary>
sealed class LiveEngine : IAsyncDisposable
{
    internal static string Socket { get; } =
        Environment.GetEnvironmentVariable("DOCKER_HOST") is { } host && host.StartsWith("unix://", StringComparison.Ordinal)
            ? host["unix://".Length..]
            : "/var/run/docker.sock";
    const string LabelName = "backendlabs.test";

    static readonly string[] Applets = ["sh", "sleep", "echo", "cat", "true", "false", "touch", "rm", "head", "printf", "tty", "stty"];

    LiveEngine(DockerClient client) => Client = client;

    internal DockerClient Client { get; }

    /// <summary>Differs from one engine to the next, so that runs do not see each other's.</summary>
    internal string Id { get; } = Guid.NewGuid().ToString("N");

    internal string Label => $"{LabelName}={Id}";

    internal Dictionary<string, string> Labels => new(StringComparer.Ordinal) { [LabelName] = Id };

    internal string Image => $"backendlabs-test:{Id}";

    internal IDictionary<string, IDictionary<string, bool>> Mine => Filter("label", Label);

    internal static IDictionary<string, IDictionary<string, bool>> Filter(string name, string value) =>
        new Dictionary<string, IDictionary<string, bool>>(StringComparer.Ordinal) { [name] = new Dictionary<string, bool>(StringComparer.Ordinal) { [value] = true } };

    internal static async Task<LiveEngine> StartAsync()
    {
        if (!File.Exists(Socket))
            Missing($"No Docker Engine at {Socket}: install it (apt-get install docker.io) and start dockerd as root.");
        var busybox = new[] { "/bin/busybox", "/usr/bin/busybox" }.FirstOrDefault(File.Exists);
        if (busybox is null)
            Missing("No busybox to make an image of: apt-get install busybox-static.");

        using var configuration = new DockerClientConfiguration(new Uri("unix://" + Socket));
        var engine = new LiveEngine(configuration.CreateClient(new System.Version(1, 41)));
        await using var files = BusyboxArchive(busybox!);
        var parameters = new ImagesCreateParameters { FromSrc = "-", Repo = "backendlabs-test", Tag = engine.Id, Changes = ["LABEL " + engine.Label, "CMD [\"sh\"]"] };
        await engine.Client.Images.CreateImageAsync(parameters, files, authConfig: null, new Reports<JSONMessage>());
        return engine;
    }

    /// <summary>A container of busybox, not started.</summary>
    internal async Task<string> CreateAsync(string script, Action<CreateContainerParameters>? change = null)
    {
        var parameters = new CreateContainerParameters
        {
            Image = Image,
            Cmd = ["sh", "-c", script],
            Labels = Labels,
            HostConfig = new HostConfig { NetworkMode = "none" },
        };
        change?.Invoke(parameters);
        return (await Client.Containers.CreateContainerAsync(parameters)).ID;
    }

    internal async Task<string> RunAsync(string script, Action<CreateContainerParameters>? change = null)
    {
        var id = await CreateAsync(script, change);
        await Client.Containers.StartContainerAsync(id, new ContainerStartParameters());
        return id;
    }

    /// <summary>Removes its containers, networks and volumes; the image stays for the next test.</summary>
    internal async Task ClearAsync()
    {
        foreach (var container in await Client.Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = Mine }))
            await Client.Containers.RemoveContainerAsync(container.ID, new ContainerRemoveParameters { Force = true, RemoveVolumes = true });
        foreach (var network in await Client.Networks.ListNetworksAsync(new NetworksListParameters { Filters = Mine }))
            await Client.Networks.DeleteNetworkAsync(network.ID);
        foreach (var volume in (await Client.Volumes.ListAsync(new VolumesListParameters { Filters = Mine })).Volumes ?? [])
            await Client.Volumes.RemoveAsync(volume.Name, force: true);
    }

    public async ValueTask DisposeAsync()
    {
        await ClearAsync();
        while (await ImagesOfItsOwnAsync() is { Count: > 0 } images)
        {
            // One that others are built on goes after them.
            foreach (var image in images.ExceptBy(images.Select(child => child.ParentID), image => image.ID))
                await Client.Images.DeleteImageAsync(image.ID, new ImageDeleteParameters { Force = true });
        }

        Client.Dispose();
    }

    Task<IList<ImagesListResponse>> ImagesOfItsOwnAsync() =>
        Client.Images.ListImagesAsync(new ImagesListParameters { All = true, Filters = Mine });

    /// <summary>A tar archive of text files.</summary>
    internal static MemoryStream Archive(params (string Name, string Text)[] files)
    {
        var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, leaveOpen: true))
        {
            foreach (var (name, text) in files)
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
        }

        archive.Position = 0;
        return archive;
    }

    static MemoryStream BusyboxArchive(string busybox)
    {
        var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, leaveOpen: true))
        {
            writer.WriteEntry(busybox, "bin/busybox");
            foreach (var applet in Applets)
                writer.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "bin/" + applet) { LinkName = "busybox" });
        }

        archive.Position = 0;
        return archive;
    }

    static void Missing(string how)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(how);
        Assert.Ignore(how);
    }
}
