namespace BackendLabs.Sandbox;

/// <summary>What a process is and what it may see and use.</summary>
/// <param name="Name">For cgroups and messages; lower-case letters, digits and dashes.</param>
/// <param name="Command">Program and arguments, by the paths that the sandbox shows.</param>
/// <param name="Mounts">What the sandbox shows besides the system's libraries and .NET.</param>
internal sealed record SandboxSpec(
    string Name,
    IReadOnlyList<string> Command,
    IReadOnlyList<SandboxMount> Mounts,
    ProcessLimits Limits,
    ProcessAccount? Account)
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>A folder of the machine's disk that it may write to; null where there is none. No quota holds there, so it is watched. It is held longer than the process lives.</summary>
    public HeldFolder? DiskFolder { get; init; }

    /// <summary>How often that folder is looked at. A server has hundreds of files and a process for each client.</summary>
    public TimeSpan DiskLook { get; init; } = SandboxTimes.DiskLook;

    /// <summary>Who is said to have filled that folder.</summary>
    public string DiskUser { get; init; } = "Your code";

    /// <summary>Whether a folder that nobody can look into is no fault of its own: students lock what lies in the judge's.</summary>
    public bool MayLock { get; init; }

    /// <summary>Whether a container needs a first process that passes signals on; a server that handles its own does not.</summary>
    public bool NeedsInit { get; init; } = true;

    /// <summary>Whether it runs in a container where bubblewrap does not work; the judge, which is ours, stays a process of this machine then.</summary>
    public bool MayBeContainer { get; init; } = true;

    /// <summary>What it may ask of the kernel.</summary>
    public SystemCallProfile Calls { get; init; } = SystemCallProfile.Own;

    /// <summary>The account's further groups, for the judge that shares folders with each of its worlds.</summary>
    public IReadOnlyList<int> Groups { get; init; } = [];

    /// <summary>A file of the machine that standard error is added to; null where its beginning is kept as last words.</summary>
    public string? ErrorFile { get; init; }

    /// <summary>Whether standard output carries messages; otherwise it is read and thrown away.</summary>
    public bool SpeaksOnOutput { get; init; }
}

/// <param name="Target">Where the sandbox shows it.</param>
internal sealed record SandboxMount(string Source, string Target, bool Writable = false);

/// <param name="MemoryBytes">Of the process and its children together.</param>
/// <param name="Processes">Processes and threads together.</param>
/// <param name="FileBytes">The largest file it may write.</param>
/// <param name="TemporaryBytes">The size of its <c>/tmp</c>.</param>
internal sealed record ProcessLimits(long MemoryBytes, int Processes, int OpenFiles, long FileBytes, long TemporaryBytes)
{
    public const long MB = 1024 * 1024;

    /// <summary>Processor time of the one process, over all its threads; null for what serves many runs.</summary>
    public TimeSpan? Cpu { get; init; }

    /// <summary>How many processors it may keep busy at once.</summary>
    public int Cores { get; init; } = 2;

    /// <summary>Files and folders together in <see cref="SandboxSpec.DiskFolder"/>.</summary>
    public int DiskEntries { get; init; } = 200;

    /// <summary>Folders within folders there.</summary>
    public int DiskDepth { get; init; } = 32;

    /// <summary>Bytes of the disk that are taken in <see cref="SandboxSpec.DiskFolder"/> at once.</summary>
    public long DiskBytes { get; init; } = 192 * MB;

    /// <summary>Bytes that are written to the disk in all, those written over or removed again included.</summary>
    public long WrittenBytes { get; init; } = 1024 * MB;

    /// <summary>Signals that wait and timers together; the runtime queues none.</summary>
    public const int PendingSignals = 256;

    /// <summary>Memory that may not be swapped: what every Linux has allowed anybody since 2.6.9.</summary>
    public const long LockedBytes = 64 * 1024;

    // Starting the runtime takes processor time that is not the student's.
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(10);

    /// <summary>A student's process. Threads count: the runtime takes about twenty, fifty callers take fifty.</summary>
    /// <param name="wall">Of one check; a process serves one. The judge ends it in time, the processor's limit only where that fails.</param>
    public static ProcessLimits Snippet(long memoryBytes, TimeSpan wall)
    {
        var limits = new ProcessLimits(memoryBytes, Processes: 256, OpenFiles: 512, FileBytes: 64 * MB, TemporaryBytes: 16 * MB);
        return limits with { Cpu = wall * limits.Cores + Start };
    }

    public static ProcessLimits Compiler { get; } =
        new(MemoryBytes: 1024 * MB, Processes: 128, OpenFiles: 1024, FileBytes: 16 * MB, TemporaryBytes: 16 * MB);

    public static ProcessLimits Judge { get; } =
        new(MemoryBytes: 1024 * MB, Processes: 1024, OpenFiles: 8192, FileBytes: 256 * MB, TemporaryBytes: 16 * MB)
        {
            Cores = 4,
            // All its worlds together, with what students put there before they are ended; it serves many runs.
            DiskBytes = 1024 * MB,
            DiskEntries = 50_000,
            DiskDepth = 64,
            WrittenBytes = long.MaxValue,
        };

    public static ProcessLimits Redis { get; } =
        new(MemoryBytes: 128 * MB, Processes: 64, OpenFiles: 512, FileBytes: MB, TemporaryBytes: MB) { Cores = 1, Cpu = TimeSpan.FromMinutes(2) };
}

/// <summary>A user and group of this machine that nobody else is.</summary>
internal sealed record ProcessAccount(int User, int Group);
