using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace BackendLabs.Sandbox;

/// <summary>
/// Counts what a process takes of the disk in one folder: blocks, not lengths; each file once, however many names it has;
/// also files that have none any more, for as long as a process of the box holds them open or mapped.
/// </summary>
/// <param name="who">At the beginning of what is said of it: whose process this is.</param>
/// <param name="isShared">Whether others write there too: then what lies very deep is not looked at and no fault of this process.</param>
/// <param name="mustSee">Whether a process whose files nobody may list is ended: in a box of ours that is its own doing.</param>
internal sealed class DiskUse(HeldFolder folder, ProcessLimits limits, string who, bool mustSee, bool isShared = false)
{
    // What the kernel itself maps, and file systems in memory: their size is limited elsewhere.
    private static readonly string[] NoDisk = ["/memfd:", "/dev/", "/SYSV", "/tmp/", "/[", "["];

    /// <summary>PF_EXITING of the kernel's flags (include/linux/sched.h).</summary>
    private const long Exiting = 4;

    private const string Deleted = " (deleted)";

    private readonly HashSet<((uint, uint) Device, ulong Inode)> _counted = [];
    private int _entries;
    private long _bytes;

    /// <param name="process">The first of the processes; null where they have ended.</param>
    /// <param name="maps">Whether files that are only mapped are looked for too, which takes longer.</param>
    /// <returns>For the student; null where all is within the limits.</returns>
    public string? Look(int? process, bool maps)
    {
        _counted.Clear();
        (_entries, _bytes) = (0, 0);
        return Walk(folder.Handle, limits.DiskDepth) ?? (process is { } first ? LookAtProcesses(first, maps) : null) ?? Judge();
    }

    private string? Walk(SafeFileHandle within, int deeper)
    {
        try
        {
            foreach (var entry in FolderCalls.List(within))
            {
                if (++_entries > limits.DiskEntries)
                    return $"{who} made more than {limits.DiskEntries} files beside the database.";
                var facts = FolderCalls.Look(within, entry.Name);
                if ((facts is { } known ? Count(known) ?? (known.IsFolder ? WalkInner(within, entry.Name, deeper) : null) : LockedBy(Marshal.GetLastPInvokeError())) is { } exceeded)
                    return exceeded;
            }
        }
        catch (UnauthorizedAccessException)
        {
            return LockedBy(FolderCalls.AccessDenied);
        }
        catch (IOException)
        {
            // What was there is gone again; the next look sees what there is.
        }

        return null;
    }

    private string? WalkInner(SafeFileHandle within, byte[] name, int deeper)
    {
        if (deeper == 0)
            return !isShared ? $"{who} made folders more than {limits.DiskDepth} deep beside the database." : null;
        using var inner = FolderCalls.Open(within, name);
        if (inner is not null)
            return Walk(inner, deeper - 1);
        return LockedBy(Marshal.GetLastPInvokeError());
    }

    // Any other error is of something that is gone by now.
    private string? LockedBy(int error) =>
        mustSee && error == FolderCalls.AccessDenied ? $"{who} locked a folder beside the database, so that nobody can look into it." : null;

    // What was written alone does not say how much is hidden: the kernel forgets what a child wrote that nobody waits for.
    private string? LookAtProcesses(int first, bool maps)
    {
        var processes = ProcessTree.Ids(first);
        var written = processes.Sum(Written);
        foreach (var id in processes)
        {
            if (LookAtOpen(id) is { } exceeded)
                return exceeded;
            // So much was written that it may be hidden in files that are only mapped.
            if (maps || (!isShared && written > limits.DiskBytes))
                CountMapped(id);
        }

        return written > limits.WrittenBytes ? $"{who} wrote more than {Megabytes(limits.WrittenBytes)} MB to the disk in all." : null;
    }

    private string? LookAtOpen(int id)
    {
        try
        {
            using var open = FolderCalls.OpenPath($"/proc/{id}/fd");
            if (open is null)
                return Hidden(id);
            foreach (var link in FolderCalls.List(open))
            {
                if (FolderCalls.LookThrough(open, link.Name) is { IsFile: true, Links: 0 } facts && facts.Device == Device && Count(facts) is { } exceeded)
                    return exceeded;
            }
        }
        catch (UnauthorizedAccessException)
        {
            return Hidden(id);
        }
        catch (IOException)
        {
            // It has ended.
        }

        return null;
    }

    // It has ended, or is a container's, which an engine may hide.
    private string? Hidden(int id) => mustSee && IsAlive(id) ? $"{who} hides which files its process holds open." : null;

    // proc(5): addresses, rights, offset, device, inode, then the path. How large such a file is, nobody says.
    private void CountMapped(int id)
    {
        foreach (var line in (ProcessTree.Read($"/proc/{id}/maps") ?? "").Split('\n').Where(line => line.EndsWith(Deleted, StringComparison.Ordinal)))
        {
            var parts = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
            // Some file systems have another device here than a file of theirs says.
            if (parts is [_, _, _, var device, var inode, var path] && (IsOurs(device) || !NoDisk.Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal)))
                && _counted.Add((Device, ulong.Parse(inode, CultureInfo.InvariantCulture))))
                _bytes += limits.FileBytes;
        }
    }

    private bool IsOurs(string device) => device == string.Create(CultureInfo.InvariantCulture, $"{Device.Major:x2}:{Device.Minor:x2}");

    private string? Count(FileFacts facts)
    {
        if (_counted.Add((facts.Device, facts.Inode)))
            _bytes += facts.TakenBytes;
        return Judge();
    }

    private string? Judge() => _bytes > limits.DiskBytes ? $"{who} wrote more than {Megabytes(limits.DiskBytes)} MB beside the database." : null;

    private (uint Major, uint Minor) Device => _device ??= FolderCalls.Look(folder.Handle)?.Device ?? default;

    private (uint Major, uint Minor)? _device;

    // proc(5), /proc/PID/io: pages that it made dirty, those of children that it has waited for included.
    private static long Written(int id) => (ProcessTree.Read($"/proc/{id}/io") ?? "").Split('\n')
        .Where(line => line.StartsWith("write_bytes: ", StringComparison.Ordinal))
        .Select(line => long.Parse(line["write_bytes: ".Length..], CultureInfo.InvariantCulture)).FirstOrDefault();

    // proc(5): after the program's name come the state and, in the seventh place, the kernel's flags. A process that is
    // ending has given its memory back before it is a zombie, and nobody may look at its files then: a database server's
    // sessions end all the time.
    private static bool IsAlive(int id) =>
        ProcessTree.Read($"/proc/{id}/stat") is { } stat && stat[(stat.LastIndexOf(')') + 2)..].Split(' ') is [not ("Z" or "X"), _, _, _, _, _, var flags, ..]
        && (long.Parse(flags, CultureInfo.InvariantCulture) & Exiting) == 0;

    private static long Megabytes(long bytes) => bytes / 1024 / 1024;
}
