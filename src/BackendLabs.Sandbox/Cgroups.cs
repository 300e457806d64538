using System.Globalization;
using BackendLabs.Contract;

namespace BackendLabs.Sandbox;

/// <summary>Makes a cgroup for a process where this machine lets us: version 2 where delegated, version 1 where writable.</summary>
internal abstract class Cgroups
{
    private const string V1Root = "/sys/fs/cgroup";

    /// <summary>For people: which version, and where.</summary>
    public abstract string Description { get; }

    /// <param name="owner">The grader's folder name, so that what a dead grader left can be told apart.</param>
    public static Cgroups? Find(string owner) =>
        (Cgroups?)CgroupsV2.FindV2(owner) ?? CgroupsV1.FindV1(V1Root, Top, owner);

    /// <summary>The folder in each tree: root's own, or the one that root gave to this user.</summary>
    private static string Top => MachineTools.IsRoot ? "backendlabs" : $"backendlabs-{Native.UserId()}";

    /// <summary>Why there is none here, and what to do about it.</summary>
    public static (string Reason, string? Remedy) WhyNone() => WhyNone(V1Root, MachineTools.IsRoot, Native.UserId(), MachineTools.IsInContainer && IsReadOnly(V1Root));

    // An engine shows a container its cgroups without the right to write; where they can be written, root may give some away.
    private static bool IsReadOnly(string mount) => File.ReadLines("/proc/mounts")
        .Select(line => line.Split(' '))
        .Any(parts => parts[1].StartsWith(mount, StringComparison.Ordinal) && parts[2].StartsWith("cgroup", StringComparison.Ordinal) && parts[3].Split(',').Contains("ro"));

    internal static (string Reason, string? Remedy) WhyNone(string mount, bool isRoot, uint user, bool isInContainer)
    {
        var isV1 = File.Exists(Path.Combine(mount, "memory", ProcessesFile));
        if (!isV1 && !File.Exists(Path.Combine(mount, "cgroup.controllers")))
            return ($"no cgroups are mounted at {mount}", null);
        if (isInContainer)
            return ("a container may not write its cgroups", $"Start the container as root with: --volume {mount}:{mount}:rw");
        if (isRoot)
            return ($"{mount} cannot be written", null);
        // The kernel lets an owner move his own processes into a folder of version 1 that is his.
        return isV1
            ? ("no cgroup is yours to write", $"Until the next start of the machine: sudo sh -c 'for c in {string.Join(' ', CgroupsV1.Controllers(mount))}; do install -d -o {user} {mount}/$c/backendlabs-{user}; done'")
            : ("no cgroup is delegated to you", "Start it with: systemd-run --user --scope -p Delegate=yes ./lab …");
    }

    /// <exception cref="InfrastructureException">The kernel refused.</exception>
    public abstract Cgroup Create(string name, ProcessLimits limits);

    /// <summary>From here on the next grader takes what is left for a dead one's.</summary>
    public abstract void LetGo();

    /// <summary>Ends what is left in the owner's own folders, and removes them.</summary>
    public abstract Task RemoveAsync();

    /// <summary>Ends and removes what graders left that are no longer alive.</summary>
    public abstract Task ReapAsync(Func<string, bool> isAlive);

    /// <summary>
    /// Holds an owner's folder as long as its grader lives. The lock is the kernel's own, so that a grader in another
    /// container with the same cgroups, which cannot see this one's folder of runs, takes it for living.
    /// </summary>
    protected static FileStream? Hold(string ownersFolder)
    {
        try
        {
            return new FileStream(Path.Combine(ownersFolder, ProcessesFile), FileMode.Open, FileAccess.Read, FileShare.None, bufferSize: 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Ends what dead graders left and removes their folders; a living one's stays.</summary>
    protected static async Task ReapAsync(string parent, Func<string, bool> isAlive)
    {
        foreach (var folder in Directory.GetDirectories(parent))
        {
            if (isAlive(Path.GetFileName(folder)))
                continue;
            using var held = Hold(folder);
            if (held is not null || !File.Exists(Path.Combine(folder, ProcessesFile)))
                await RemoveWithProcessesAsync(folder);
        }
    }

    protected static async Task RemoveWithProcessesAsync(string ownersFolder)
    {
        try
        {
            await Task.WhenAll(Directory.GetDirectories(ownersFolder).Select(Cgroup.EmptyAsync));
            RemoveTree(ownersFolder);
        }
        catch (DirectoryNotFoundException)
        {
            // Another grader, which has just started too, was quicker.
        }
    }

    protected const string ProcessesFile = "cgroup.procs";

    protected static void Write(string file, string text)
    {
        try
        {
            File.WriteAllText(file, text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InfrastructureException($"A cgroup could not be set up: {file}: {error.Message}", "Run lab doctor.");
        }
    }

    protected static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Removes a cgroup and those beneath it; a cgroup's files cannot be deleted, only its folders.</summary>
    protected static void RemoveTree(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var inner in Directory.GetDirectories(folder))
            RemoveTree(inner);
        try
        {
            Directory.Delete(folder, recursive: false);
        }
        catch (IOException)
        {
            // Still busy: the next start reaps it.
        }
    }
}

/// <summary>One process's cgroup.</summary>
internal abstract class Cgroup
{
    /// <summary>Files that a process of one thread writes 0 to, which is itself, to join.</summary>
    public abstract IReadOnlyList<string> JoinFiles { get; }

    /// <summary>Whether the kernel has ended a process of this cgroup for want of memory.</summary>
    public abstract bool WasOutOfMemory { get; }

    public abstract long PeakBytes { get; }

    /// <summary>Whether the peak is what was seen when somebody looked: then it has to be looked at.</summary>
    public virtual bool HasToBeWatched => false;

    public abstract TimeSpan Cpu { get; }

    /// <summary>Grows whenever something of it runs, in the kernel's smallest unit; null where the kernel does not tell.</summary>
    public abstract long? Work { get; }

    /// <summary>To be called when its processes have ended.</summary>
    public abstract void Remove();

    /// <summary>
    /// Kills what is still in it and waits until nothing is. A box's first program ends before the others: what a
    /// student's code left behind dies a moment later, and may write until then.
    /// </summary>
    public Task EmptyAsync() => EmptyAsync(Path.GetDirectoryName(JoinFiles[0])!);

    public static async Task EmptyAsync(string folder)
    {
        using var patience = new CancellationTokenSource(SandboxTimes.Kill, TimeProvider.System);
        while (Processes(folder) is { Count: > 0 } left && !patience.IsCancellationRequested)
        {
            foreach (var process in left)
                Native.Kill(process);
            await Task.Delay(SandboxTimes.EndLook, TimeProvider.System);
        }
    }

    // A process of another namespace is listed as 0, and is none of ours.
    private static List<int> Processes(string folder)
    {
        try
        {
            return [.. File.ReadLines(Path.Combine(folder, "cgroup.procs")).Select(line => int.Parse(line, CultureInfo.InvariantCulture)).Where(id => id > 0)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The number after a word in a flat keyed file, or the only number; 0 where it is not there.</summary>
    protected static long Read(string file, string? key = null)
    {
        try
        {
            foreach (var line in File.ReadLines(file))
            {
                if (key is null)
                    return long.Parse(line, CultureInfo.InvariantCulture);
                if (line.StartsWith(key + " ", StringComparison.Ordinal))
                    return long.Parse(line.AsSpan(key.Length + 1), CultureInfo.InvariantCulture);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            // An older kernel has not every file.
        }

        return 0;
    }
}
