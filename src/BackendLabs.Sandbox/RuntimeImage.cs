using BackendLabs.Contract;
using BackendLabs.DockerGate;

namespace BackendLabs.Sandbox;

/// <summary>
/// The image <c>backendlabs/runtime</c>, made offline from what this machine has: .NET's runtime, the system libraries
/// that it needs, redis-server where there is one. No shell and no other program. Its tag changes when a file does.
/// </summary>
internal static class RuntimeImage
{
    private const string Repository = "backendlabs/runtime";
    private const int TagDigits = 16;
    private const UnixFileMode Shared = (UnixFileMode)0b1_111_111_111;

    /// <summary>Opened by name at run time, so no program's own list has them: .NET's cryptography.</summary>
    private static readonly string[] s_openedByName = ["libssl.so.3", "libcrypto.so.3", "libssl.so.1.1", "libcrypto.so.1.1"];

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly SemaphoreSlim s_making = new(1, 1);

    /// <returns>The image's name.</returns>
    /// <exception cref="EngineGoneException">The Engine does not answer, or makes no image.</exception>
    /// <exception cref="InfrastructureException">This machine's programs do not run on that Engine.</exception>
    public static async Task<string> EnsureAsync(DockerEngine engine, MachineTools tools, CancellationToken cancellationToken)
    {
        if (!BaseImage.RunsOurPrograms(engine))
            throw new InfrastructureException($"the Docker Engine runs linux/{engine.Architecture}, this machine does not", "Use an Engine of this machine.");
        await s_making.WaitAsync(cancellationToken);
        try
        {
            var files = Gather(tools);
            var tag = files.QuickDigest()[..TagDigits];
            var name = $"{Repository}:{tag}";
            var existing = await engine.Client.SendAsync(HttpMethod.Get, $"images/{name}/json", body: null, Limit, cancellationToken);
            if (existing.Status == 200)
                return name;
            var home = Home(tools);
            await ImageImport.RunAsync(engine.Client, files.ToContent(), Repository, tag, [$"LABEL {DockerLabels.Runtime}={home}"], cancellationToken);
            await RemoveFormerAsync(engine.Client, home, name, cancellationToken);
            return name;
        }
        finally
        {
            s_making.Release();
        }
    }

    private static string Home(MachineTools tools) => Path.GetDirectoryName(tools.Dotnet)!;

    private static ImageFiles Gather(MachineTools tools)
    {
        var files = new ImageFiles();
        foreach (var folder in new[] { "etc", "proc", "sys", "dev", "run", "data", "redis" })
            files.Folder(folder, ImageFiles.Executable);
        files.Folder("tmp", Shared | UnixFileMode.StickyBit);
        if (!files.AddProgram(tools.Dotnet, tools.Dotnet[1..]))
            throw new InfrastructureException($"{tools.Dotnet} is no program, or lacks one of its libraries", "Install the .NET SDK again.");
        foreach (var folder in new[] { "host", "shared" })
            AddWithLibraries(files, Path.Combine(Home(tools), folder));
        foreach (var library in s_openedByName)
            files.AddLibraries([library]);
        files.AddLibraries(CultureData.IcuLibraries);
        if (tools.RedisServer is { } redis)
            files.AddProgram(redis, redis[1..]);
        files.AddTree(CultureData.ZonesFolder);
        return files;
    }

    // What is missing here is missing to .NET itself as well, which does without: tracing, for one.
    private static void AddWithLibraries(ImageFiles files, string folder)
    {
        files.AddTree(folder);
        foreach (var library in Directory.EnumerateFiles(folder, "*.so", SearchOption.AllDirectories))
        {
            foreach (var needed in ElfBinary.Read(File.ReadAllBytes(library))?.Libraries ?? [])
                files.AddLibraries([needed]);
        }
    }

    /// <summary>Those of the same runtime before it was renewed. One in use stays; its 409 is no error.</summary>
    private static async Task RemoveFormerAsync(EngineClient engine, string home, string name, CancellationToken cancellationToken)
    {
        var images = await EngineSweep.ListAsync(engine, "images/json?", DockerLabels.Runtime, home, cancellationToken);
        foreach (var former in images.SelectMany(image => image["RepoTags"]?.AsArray().Select(tag => tag!.GetValue<string>()) ?? []).Where(tag => tag != name))
            await engine.SendAsync(HttpMethod.Delete, $"images/{former}", body: null, Limit, cancellationToken);
    }
}
