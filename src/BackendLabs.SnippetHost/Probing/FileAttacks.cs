namespace BackendLabs.SnippetHost.Probing;

/// <summary>Reads and writes what is not a student's.</summary>
internal static class FileAttacks
{
    private static readonly string[] OfTheMachine = ["/home", "/root", "/etc/passwd", "/var/log", "/var/run", "/sys", "/boot", "/mnt", "/opt", "/srv", "/bin/sh"];

    private static readonly string[] MinimalDevices =
        ["console", "core", "fd", "full", "null", "ptmx", "pts", "random", "shm", "stderr", "stdin", "stdout", "tty", "urandom", "zero"];

    // A container's own messages between processes, which end with it.
    private static readonly string[] Queues = ["mqueue"];

    // Each of them would change the machine for everybody.
    private static readonly string[] KernelSettings =
        ["/proc/sys/kernel/hostname", "/proc/sys/kernel/core_pattern", "/proc/sys/vm/drop_caches", "/proc/sys/kernel/randomize_va_space", "/proc/sysrq-trigger"];

    public static IEnumerable<Func<string?>> All(IReadOnlyDictionary<string, string> facts) =>
    [
        () => File.Exists(facts["canary"]) ? $"a file of the grader's can be seen: {facts["canary"]}" : null,
        // Engines show containers the kernel's devices, to be read only.
        .. OfTheMachine.Where(path => path is not "/sys" || facts["place"] is "box").Select<string, Func<string?>>(path => () => Path.Exists(path) && !HoldsUs(path) ? $"{path} can be seen" : null),
        .. new[] { "/", "/usr/lib", "/dev", "/dev/shm", "/proc" }.Select<string, Func<string?>>(folder => () => Write(Path.Combine(folder, "probe"))),
        .. KernelSettings.Select<string, Func<string?>>(file => () => OpenForWriting(file)),
        () => Directory.GetFileSystemEntries("/dev").Select(Path.GetFileName).Except([.. MinimalDevices, .. facts["place"] is "box" ? [] : Queues], StringComparer.Ordinal).FirstOrDefault() is { } more ? $"there is a device /dev/{more}" : null,
        () => Fill("/tmp/probe", long.Parse(facts["temporary"])),
    ];

    // Our own programs, or .NET, may be installed beneath one of them; then the box has a folder of that name, with nothing else in it.
    private static bool HoldsUs(string path) => Directory.Exists(path)
        && new[] { AppContext.BaseDirectory, Environment.ProcessPath! }.Any(own => own.StartsWith(path + "/", StringComparison.Ordinal))
        && Directory.GetFileSystemEntries(path).Length <= 2;

    private static string Write(string path)
    {
        File.WriteAllText(path, "x");
        File.Delete(path);
        return $"{path} can be written";
    }

    private static string OpenForWriting(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        return $"{path} can be opened for writing";
    }

    private static string Fill(string path, long limit)
    {
        using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose, BufferSize = 0 });
        var block = new byte[64 * 1024];
        while (file.Length <= limit)
            file.Write(block);
        return $"/tmp takes more than {limit} bytes";
    }
}
