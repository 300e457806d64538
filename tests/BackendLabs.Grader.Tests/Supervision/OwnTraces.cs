using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Tests.Supervision;

/// <summary>What this process and one sandbox hold on the machine just now, to be compared with later.</summary>
internal sealed record OwnTraces(int Descriptors, int Threads, int Children, int Cgroups, int Mounts, int Sockets, int Entries)
{
    public static OwnTraces Of(ProcessSandbox sandbox) => new(
        Descriptors: Directory.GetFileSystemEntries("/proc/self/fd").Length,
        Threads: Directory.GetDirectories("/proc/self/task").Length,
        // Those that ended and were not collected are among them.
        Children: Directory.GetDirectories("/proc/self/task").Sum(task => Words(Path.Combine(task, "children"))),
        Cgroups: CgroupsOf(sandbox).Count,
        Mounts: File.ReadAllLines("/proc/self/mountinfo").Length,
        Sockets: File.ReadAllLines("/proc/net/unix").Count(line => line.Contains(sandbox.Folder.Path, StringComparison.Ordinal)),
        Entries: Directory.GetFileSystemEntries(sandbox.Folder.Path, "*", SearchOption.AllDirectories).Length);

    /// <summary>The cgroups of single processes, in every tree that there is.</summary>
    public static IReadOnlyList<string> CgroupsOf(ProcessSandbox sandbox) => Directory.Exists("/sys/fs/cgroup")
        ? [.. Directory.GetDirectories("/sys/fs/cgroup").Append("/sys/fs/cgroup")
            .Select(tree => Path.Combine(tree, "backendlabs", sandbox.Folder.Name)).Where(Directory.Exists).SelectMany(Directory.GetDirectories)]
        : [];

    private static int Words(string file) => (ProcessTree.Read(file) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
}
