using BackendLabs.Contract;


namespace BackendLabs.Sandbox;

/// <summary>Names what stands between a student's code and this machine.</summary>
internal static class SandboxLayers
{
    public const string Active = "active";
    public const string Missing = "missing";
    public const string Impossible = "impossible";

    public static IReadOnlyList<LayerState> Describe(MachineTools tools, BoxState box, Cgroups? cgroups, ContainerRuntime? containers, bool hasFilters) => containers is null
        ? OfThisMachine(tools, box, cgroups, hasFilters)
        : OfContainers(tools, box, containers);

    private static LayerState[] OfThisMachine(MachineTools tools, BoxState box, Cgroups? cgroups, bool hasFilters) =>
    [
        Cgroup(cgroups),
        Account(tools, box.Works ? "your own account, alone in a user namespace" : null, box),
        Of("rlimits", tools.ProcessLimit is not null, "prlimit is not installed", "Install util-linux."),
        Of("namespaces", box.Works, box.Reason, box.Remedy),
        Of("files", box.Works, "your code sees the files that you see: " + box.Reason, box.Remedy),
        Of("network", box.Works, "your code reaches the network that you reach: " + box.Reason, box.Remedy),
        box.Works
            ? Of("seccomp", hasFilters, "libseccomp is not installed: your code may ask the kernel for anything", "Install it: apt-get install libseccomp2 (Debian, Ubuntu), dnf install libseccomp (Fedora).")
            : new LayerState("seccomp", Missing, "the filter is loaded by bubblewrap: " + box.Reason, box.Remedy),
        new LayerState("environment", Active, Reason: null, Remedy: null),
        new LayerState("descriptors", Active, Reason: null, Remedy: null),
        new LayerState("runtime", Active, Reason: null, Remedy: null),
    ];

    // The judge, which is ours, stays a process of this machine: the layers are those before a student's code.
    private static LayerState[] OfContainers(MachineTools tools, BoxState box, ContainerRuntime containers)
    {
        var reason = $"{containers.Description}, because {box.Reason}";
        return
        [
            new LayerState("cgroup", Active, containers.Description, Remedy: null),
            Account(tools, "your own account, " + containers.Description, box),
            new LayerState("rlimits", Active, containers.Description, Remedy: null),
            new LayerState("namespaces", Active, reason, Remedy: null),
            new LayerState("files", Active, reason, Remedy: null),
            new LayerState("network", Active, reason, Remedy: null),
            containers.Box.Traits.Filters
                ? new LayerState("seccomp", Active, containers.Description, Remedy: null)
                : new LayerState("seccomp", Missing, "the Docker Engine loads no filters of system calls", "Use an Engine with seccomp: docker info lists it among the security options."),
            new LayerState("environment", Active, containers.Description, Remedy: null),
            new LayerState("descriptors", Active, containers.Description, Remedy: null),
            new LayerState("runtime", Active, Reason: null, Remedy: null),
        ];
    }

    private static LayerState Cgroup(Cgroups? cgroups)
    {
        if (cgroups is not null)
            return new LayerState("cgroup", Active, Reason: null, Remedy: null);
        var (reason, remedy) = Cgroups.WhyNone();
        return new LayerState(
            "cgroup", remedy is null ? Impossible : Missing, reason + "; a watchdog looks at memory instead, and nothing counts the files of a temporary folder", remedy);
    }

    // Only root can lend accounts. A user stays that user, in a box that shows none of the user's files and processes:
    // host root, which must never be behind a box, is not there.
    private static LayerState Account(MachineTools tools, string? own, BoxState box)
    {
        if (MachineTools.IsRoot)
            return Of("account", tools.SetPrivileges is not null, "setpriv is not installed", "Install util-linux.");
        return own is not null
            ? new LayerState("account", Active, own, Remedy: null)
            : new LayerState("account", Missing, "your code runs with your own rights: " + box.Reason, box.Remedy);
    }

    private static LayerState Of(string name, bool active, string? reason, string? remedy) =>
        active ? new LayerState(name, Active, Reason: null, Remedy: null) : new LayerState(name, Missing, reason, remedy);
}
