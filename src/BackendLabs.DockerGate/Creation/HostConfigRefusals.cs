using BackendLabs.DockerGate.Http;

namespace BackendLabs.DockerGate.Creation;

/// <summary>The members of <c>HostConfig</c> that this gate does not have, each with the reason that a student reads.</summary>
internal static class HostConfigRefusals
{
    private const string HostFiles = "a container sees none of the host's files. Put what it needs into Cmd or Env.";
    private const string Volumes = "data that outlives a container comes in a later lab.";
    private const string Device = "a container gets none of the host's devices.";
    private const string Power = "whoever has it can leave the container; almost no program needs it.";
    private const string Namespace = "a container has namespaces of its own, never the host's or another container's.";
    private const string Name = "containers of this lab do not look up names elsewhere.";
    private const string Share = "say how much processor with NanoCPUs and how much memory with Memory.";
    private const string Kernel = "the kernel's settings stay as they are.";
    private const string WindowsOnly = "it means something on Windows only.";

    private static readonly (string Member, string Reason)[] s_refused =
    [
        ("Binds", HostFiles), ("Mounts", HostFiles), ("VolumesFrom", Volumes), ("VolumeDriver", Volumes),
        ("Privileged", Power), ("CapAdd", Power),
        ("Devices", Device), ("DeviceRequests", Device), ("DeviceCgroupRules", Device),
        ("BlkioWeightDevice", Device), ("BlkioDeviceReadBps", Device), ("BlkioDeviceWriteBps", Device),
        ("BlkioDeviceReadIOps", Device), ("BlkioDeviceWriteIOps", Device), ("BlkioWeight", Share),
        ("PidMode", Namespace), ("UTSMode", Namespace), ("UsernsMode", Namespace),
        ("Cgroup", Namespace), ("CgroupParent", Namespace),
        ("Sysctls", Kernel), ("OomScoreAdj", Kernel), ("OomKillDisable", Kernel), ("KernelMemory", Kernel), ("KernelMemoryTCP", Kernel),
        ("Capabilities", Power), ("GroupAdd", "the container's user has the groups of its image."),
        ("ExtraHosts", Name), ("Dns", Name), ("DnsOptions", Name), ("DnsSearch", Name), ("Links", "networks come in a later lab."),
        ("Ulimits", "the lab sets them."), ("StorageOpt", "the lab sets it."), ("Annotations", "the run-time gets none."),
        ("Runtime", "the lab sets it."), ("ContainerIDFile", HostFiles),
        ("CpuShares", Share), ("CpuPeriod", Share), ("CpuQuota", Share), ("CpuRealtimePeriod", Share), ("CpuRealtimeRuntime", Share),
        ("CpusetCpus", Share), ("CpusetMems", Share), ("MemoryReservation", Share),
        ("CpuCount", WindowsOnly), ("CpuPercent", WindowsOnly), ("IOMaximumIOps", WindowsOnly), ("IOMaximumBandwidth", WindowsOnly),
    ];

    public static void Check(StrictObject host)
    {
        foreach (var (member, reason) in s_refused)
            host.Neutral(member, reason);
        host.Neutral("IpcMode", Namespace, "private");
        host.Neutral("CgroupnsMode", Namespace, "private");
        host.Neutral("Isolation", WindowsOnly, "default");

        // An empty list is not nothing here: it unmasks what Docker hides of /proc.
        foreach (var member in (ReadOnlySpan<string>)["MaskedPaths", "ReadonlyPaths"])
        {
            if (host.Take(member) is not null)
                throw RequestRefusedException.NotHere($"HostConfig.{member} is not allowed in this lab: {Kernel}");
        }

        // The size of a Windows console and a tuning of -1, which some clients always send.
        _ = host.Take("ConsoleSize");
        if (host.Number("MemorySwappiness") is not (0 or -1))
            throw RequestRefusedException.NotHere($"HostConfig.MemorySwappiness is not allowed in this lab: {Share}");
    }
}
