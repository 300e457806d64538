using System.Globalization;

namespace BackendLabs.Grader;

/// <summary>
/// What one more run needs of this machine. It is looked at before an attempt is taken: an attempt that is taken without it
/// would only break, and another machine may have it.
/// </summary>
internal static class MachineRoom
{
    private const long DiskBytes = 16L << 20;
    private const int Descriptors = 64;
    private const int Processes = 128;

    /// <param name="folders">Where runs write; null for one that is not made yet.</param>
    /// <returns>The first shortage, with its remedy; null where there is none.</returns>
    public static string? FindShortage(IEnumerable<string?> folders)
    {
        try
        {
            return folders.OfType<string>().Where(Directory.Exists).Select(OnDisk).FirstOrDefault(shortage => shortage is not null) ?? OfDescriptors() ?? OfProcesses();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Not even a look is possible: too many open files, as a rule.
            return $"The machine cannot be looked at: {error.Message}. Raise its limits: ulimit -n.";
        }
    }

    private static string? OnDisk(string folder) => new DriveInfo(folder).AvailableFreeSpace is var free && free < DiskBytes
        ? Say($"The disk of {folder} has {free / 1024} KB left, and a run needs {DiskBytes / 1024}. Make room there.")
        : null;

    private static string? OfDescriptors()
    {
        if (!File.Exists("/proc/self/limits") || Limit("/proc/self/limits") is not { } most)
            return null;
        var open = Directory.GetFileSystemEntries("/proc/self/fd").Length;
        return most - open < Descriptors ? Say($"This process has {open} of {most} files open, and a run needs {Descriptors} more. Raise the limit: ulimit -n.") : null;
    }

    private static long? Limit(string file) => File.ReadLines(file)
        .FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal))?.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3] is { } most
        && long.TryParse(most, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? OfProcesses()
    {
        if (!File.Exists("/proc/self/cgroup"))
            return null;
        foreach (var folder in File.ReadLines("/proc/self/cgroup").Select(CgroupOf).OfType<string>())
        {
            if (Number(Path.Combine(folder, "pids.max")) is { } most && Number(Path.Combine(folder, "pids.current")) is { } now && most - now < Processes)
                return Say($"The control group {folder} has {now} of {most} processes, and a run needs {Processes} more. Raise its pids.max.");
        }

        return null;
    }

    // https://man7.org/linux/man-pages/man7/cgroups.7.html: hierarchy, controllers (none in version 2) and path, apart by colons.
    private static string? CgroupOf(string line) => line.Split(':', 3) switch
    {
        [_, "", var path] => "/sys/fs/cgroup" + path,
        [_, "pids", var path] => "/sys/fs/cgroup/pids" + path,
        _ => null,
    };

    // "max" is no number and no limit.
    private static long? Number(string file) =>
        File.Exists(file) && long.TryParse(File.ReadAllText(file).AsSpan().Trim(), CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Say(FormattableString text) => FormattableString.Invariant(text);
}
