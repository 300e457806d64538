namespace BackendLabs.Sandbox;

/// <summary>Every time-out of the sandbox, in one place.</summary>
internal static class SandboxTimes
{
    /// <summary>From the kill of a process to its end.</summary>
    public static readonly TimeSpan Kill = TimeSpan.FromSeconds(10);

    /// <summary>Between two looks whether what was killed has ended.</summary>
    public static readonly TimeSpan EndLook = TimeSpan.FromMilliseconds(2);

    /// <summary>Between two looks at a process's memory where no cgroup counts it.</summary>
    public static readonly TimeSpan MemoryLook = TimeSpan.FromMilliseconds(50);

    /// <summary>Between two looks at a folder of the disk that a process may write to.</summary>
    public static readonly TimeSpan DiskLook = TimeSpan.FromMilliseconds(100);

    /// <summary>The same for a judge, which lives long and is idle for most of it.</summary>
    public static readonly TimeSpan JudgeDiskLook = TimeSpan.FromMilliseconds(250);

    /// <summary>The same for a database server, with hundreds of files and a process for each of its clients.</summary>
    public static readonly TimeSpan ServerDiskLook = TimeSpan.FromSeconds(1);

    /// <summary>A probe of one of the sandbox's layers.</summary>
    public static readonly TimeSpan LayerProbe = TimeSpan.FromSeconds(10);

    /// <summary>The same where each attack needs a container.</summary>
    public static readonly TimeSpan ContainerProof = TimeSpan.FromSeconds(60);

    /// <summary>Removing a world's containers.</summary>
    public static readonly TimeSpan ContainerEnd = TimeSpan.FromSeconds(20);

    /// <summary>From the loss of a process's stream to its own end.</summary>
    public static readonly TimeSpan OwnEnd = TimeSpan.FromSeconds(1);
}
