using System.Globalization;

namespace BackendLabs.Runner.Sandboxing;

/// <summary>Makes a cgroup for a process where this machine lets us: version 2 where delegated, version 1 where writable.</summary>
internal abstract class Cgroups
{
    private const string V1Root = "/sys/fs/cgroup";

    /// <summary>For people: which version, and where.</summary>
    public abstract string Description { get; }

    /// <param name="owner">The grader's folder name, so that what a dead grader left can be told apart.</param>
    public static Cgroups? Find(string owner) =>
        (Cgroups?)CgroupsV2.FindV2(owner) ?? CgroupsV1.FindV1(V1Root, owner);

    /// <exception cref="InfrastructureException">The kernel refused.</exception>
    public abstract Cgroup Create(string name, ProcessLimits limits);

    /// <summary>Removes the owner's own folders; to be called when all its processes have ended.</summary>
    public abstract void Remove();

    /// <summary>Removes what graders left that are no longer alive.</summary>
    public abstract void Reap(Func<string, bool> isAlive);

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
    /// <summary>Files that a process writes its own id to, to join.</summary>
    public abstract IReadOnlyList<string> JoinFiles { get; }

    /// <summary>Whether the kernel has ended a process of this cgroup for want of memory.</summary>
    public abstract bool WasOutOfMemory { get; }

    public abstract long PeakBytes { get; }

    public abstract TimeSpan Cpu { get; }

    /// <summary>To be called when its processes have ended.</summary>
    public abstract void Remove();

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
