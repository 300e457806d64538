using BackendLabs.Contract;

namespace BackendLabs.Sandbox;

/// <summary>The programs and folders of this machine that sandboxes are made with.</summary>
/// <param name="Bubblewrap">Null where it is missing or does not work here.</param>
/// <param name="SetPrivileges">util-linux's <c>setpriv</c>.</param>
/// <param name="ProcessLimit">util-linux's <c>prlimit</c>.</param>
/// <param name="Dotnet">The <c>dotnet</c> program; its folder holds the runtime.</param>
/// <param name="RedisServer">Null where none is installed.</param>
internal sealed record MachineTools(
    string? Bubblewrap, string? SetPrivileges, string? ProcessLimit, string Dotnet, string? RedisServer)
{
    private static readonly string[] SystemFolders = ["/usr/lib", "/usr/lib64", CultureData.ZonesFolder];
    private static readonly string[] LinkedFolders = ["/lib", "/lib64"];
    private static readonly string[] SystemFiles = ["/etc/ld.so.cache", "/etc/localtime"];

    private IReadOnlyList<string>? _mounts;

    /// <summary>Where graders have their folders; the usual place where null.</summary>
    public string? RunsFolder { get; init; }

    /// <summary>Whether snippets have cultures.</summary>
    public bool HasIcu { get; init; } = CultureData.HasIcu;

    /// <summary>Whether a Docker Engine, if there is one, stands in for bubblewrap.</summary>
    public bool MayUseContainers { get; init; } = true;

    public static bool IsRoot { get; } = Environment.IsPrivilegedProcess;

    /// <summary>Whether this program is in a container itself: Docker and Podman leave these marks.</summary>
    public static bool IsInContainer { get; } = File.Exists("/.dockerenv") || File.Exists("/run/.containerenv");

    /// <summary>The system's libraries, .NET and the programs of the start itself, read-only; nothing else of the machine.</summary>
    public IReadOnlyList<string> SystemMounts => _mounts ??= FindMounts();

    public static MachineTools Find() => new(
        OnPath("bwrap"),
        OnPath("setpriv"),
        OnPath("prlimit"),
        FindDotnet(),
        OnPath("redis-server"));

    public static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Concat(["/usr/bin", "/bin", "/usr/local/bin", "/usr/sbin", "/opt/homebrew/bin"])
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    private static string FindDotnet()
    {
        var beside = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "dotnet");
        return File.Exists(beside) ? RealPath(Path.GetFullPath(beside)) : RealPath(OnPath("dotnet") ?? throw new InfrastructureException(
            "The program dotnet was not found.", "Install the .NET SDK, or let PATH name its folder."));
    }

    private List<string> FindMounts()
    {
        var words = new List<string>();
        foreach (var folder in SystemFolders.Where(Directory.Exists))
            words.AddRange(["--ro-bind", folder, folder]);
        foreach (var folder in LinkedFolders)
            words.AddRange(LinkOrMount(folder));
        foreach (var file in SystemFiles.Where(File.Exists))
            words.AddRange(["--ro-bind", RealPath(file), file]);
        var dotnet = Path.GetDirectoryName(Dotnet)!;
        if (!dotnet.StartsWith("/usr/lib/", StringComparison.Ordinal))
            words.AddRange(["--ro-bind", dotnet, dotnet]);
        foreach (var program in new[] { ProcessLimit, RedisServer }.OfType<string>())
            words.AddRange(["--ro-bind", program, program]);
        return words;
    }

    // /lib is a link to usr/lib on merged systems, and a folder on others.
    private static IEnumerable<string> LinkOrMount(string folder) => new DirectoryInfo(folder) switch
    {
        { Exists: false } => [],
        { LinkTarget: { } target } => ["--symlink", target, folder],
        _ => ["--ro-bind", folder, folder],
    };

    private static string RealPath(string path) =>
        File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
}
