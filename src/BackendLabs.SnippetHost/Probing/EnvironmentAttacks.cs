using System.Text;

namespace BackendLabs.SnippetHost.Probing;

/// <summary>Reads the environment of this process and of the one that started it, and asks the runtime for its limits.</summary>
internal static class EnvironmentAttacks
{
    public static IEnumerable<Func<string?>> All(IReadOnlyDictionary<string, string> facts)
    {
        // The shell that started bubblewrap adds where it stood, an engine the container's name.
        var given = facts["variables"].Split(',').Concat(facts["place"] is "box" ? ["PWD", "OLDPWD", "SHLVL", "_"] : ["HOSTNAME"]).ToHashSet(StringComparer.Ordinal);
        return
        [
            () => Others(Environment.GetEnvironmentVariables().Keys.Cast<string>(), given),
            () => Others(Names("/proc/1/environ"), given),
        ];
    }

    public static IEnumerable<Func<string?>> OfRuntime(IReadOnlyDictionary<string, string> facts) =>
    [
        () => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes > long.Parse(facts["memory"]) ? "the runtime's heap may outgrow the limit" : null,
        () => Directory.GetFiles("/tmp", "dotnet-diagnostic-*").Length > 0 ? "the runtime listens for debuggers" : null,
    ];

    // The runtime has opened some of its own by now: pipes, and files of .NET and of ours.
    public static IEnumerable<Func<string?>> OfDescriptors() =>
    [
        () => Directory.GetFileSystemEntries("/proc/self/fd").Select(file => new FileInfo(file).LinkTarget).OfType<string>()
            .Where(target => target.StartsWith('/') && !OwnPlaces.Any(own => target.StartsWith(own, StringComparison.Ordinal))).ToList() is { Count: > 0 } others
            ? $"open from the start: {string.Join(' ', others)}"
            : null,
    ];

    private static readonly string[] OwnPlaces =
        [AppContext.BaseDirectory, Path.GetDirectoryName(Environment.ProcessPath)! + "/", "/dev/", "/proc/", "/memfd:", "/tmp/", "/usr/lib", "/lib", "/sys/fs/cgroup"];

    private static IEnumerable<string> Names(string file) =>
        Encoding.UTF8.GetString(File.ReadAllBytes(file)).Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')[0]);

    private static string? Others(IEnumerable<string> names, HashSet<string> given) =>
        names.FirstOrDefault(name => !given.Contains(name)) is { } other ? $"the machine's variable {other} can be read" : null;
}
