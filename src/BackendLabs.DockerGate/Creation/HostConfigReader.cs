using BackendLabs.DockerGate.Http;

namespace BackendLabs.DockerGate.Creation;

/// <summary>The little of <c>HostConfig</c> that a snippet may say. It is where a container meets the host, so most is refused.</summary>
internal sealed record HostSettings(
    IReadOnlyList<PublishedPort> Ports,
    bool PublishAll,
    int? RetriesOnFailure,
    long Memory,
    long NanoCpus,
    bool AutoRemove,
    bool ReadonlyRootfs,
    bool? Init,
    bool WithoutNetwork,
    IReadOnlyDictionary<string, long> Tmpfs);

internal static class HostConfigReader
{
    internal const int MostPorts = 4;
    private const int MostRetries = 5;
    private const int MostWords = 64;
    private const int Megabyte = 1024 * 1024;

    public static HostSettings Read(StrictObject? host, DockerLimits limits)
    {
        if (host is null)
            return new HostSettings([], false, null, 0, 0, false, false, null, false, new Dictionary<string, long>(StringComparer.Ordinal));
        var settings = new HostSettings(
            PortNumbers.Read(host.Map("PortBindings", MostPorts)),
            host.Flag("PublishAllPorts") ?? false,
            RestartPolicy(host.Object("RestartPolicy")),
            AtMost(host, "Memory", limits.MemoryBytes, $"at most {limits.MemoryBytes / Megabyte} MB ({limits.MemoryBytes})"),
            AtMost(host, "NanoCpus", limits.NanoCpus, $"at most {limits.NanoCpus} billionths of a processor"),
            host.Flag("AutoRemove") ?? false,
            host.Flag("ReadonlyRootfs") ?? false,
            host.Flag("Init"),
            NetworkMode(host),
            TmpfsReader.Read(host.Map("Tmpfs", 4), limits));
        AcceptWhatIsForcedAnyway(host, settings, limits);
        HostConfigRefusals.Check(host);
        host.Done();
        return settings;
    }

    private static int? RestartPolicy(StrictObject? policy)
    {
        if (policy is null)
            return null;
        var name = policy.Text("Name");
        var retries = policy.Number("MaximumRetryCount");
        policy.Done();
        if (name is "" or "no")
            return null;
        if (name != "on-failure")
        {
            throw RequestRefusedException.NotHere(
                $"HostConfig.RestartPolicy '{RequestTarget.Shown(name)}' is not allowed in this lab: such a container would come "
                + "back after the run. Use on-failure with a MaximumRetryCount up to 5.");
        }

        // On the Engine a count of 0 means without end.
        return retries is >= 1 and <= MostRetries
            ? (int)retries
            : throw RequestRefusedException.NotHere(
                $"HostConfig.RestartPolicy.MaximumRetryCount is {retries}; this lab allows 1 to {MostRetries}.");
    }

    private static long AtMost(StrictObject host, string name, long limit, string words)
    {
        var value = host.Number(name);
        return value >= 0 && value <= limit
            ? value
            : throw RequestRefusedException.NotHere($"HostConfig.{name} is {value}; this lab allows {words}.");
    }

    private static bool NetworkMode(StrictObject host)
    {
        var mode = host.Text("NetworkMode");
        return mode switch
        {
            "" or "default" or "bridge" => false,
            "none" => true,
            _ => throw RequestRefusedException.NotHere(
                $"HostConfig.NetworkMode '{RequestTarget.Shown(mode)}' is not allowed in this lab: a container has the lab's own "
                + "network or none. The host's network, another container's, and networks of your own are not here."),
        };
    }

    private static void AcceptWhatIsForcedAnyway(StrictObject host, HostSettings settings, DockerLimits limits)
    {
        // Every capability is dropped, whatever this says.
        _ = host.Texts("CapDrop", MostWords);
        var swap = host.Number("MemorySwap");
        if (swap != 0 && swap != settings.Memory)
            throw RequestRefusedException.NotHere("HostConfig.MemorySwap is not allowed in this lab: containers have no swap.");
        if (host.Number("PidsLimit") is var pids && (pids < 0 || pids > limits.Processes))
            throw RequestRefusedException.NotHere($"HostConfig.PidsLimit is {pids}; this lab allows at most {limits.Processes}.");
        if (host.Number("ShmSize") is var shm && (shm < 0 || shm > limits.TmpfsBytes))
        {
            throw RequestRefusedException.NotHere(
                $"HostConfig.ShmSize is {shm}; this lab allows at most {limits.TmpfsBytes / Megabyte} MB of shared memory.");
        }

        if (host.Texts("SecurityOpt", MostWords).FirstOrDefault(IsNotForced) is { } option)
        {
            throw RequestRefusedException.NotHere(
                $"HostConfig.SecurityOpt '{RequestTarget.Shown(option)}' is not allowed in this lab: the container's confinement stays as it is.");
        }

        LogConfig(host.Object("LogConfig"));
    }

    private static bool IsNotForced(string option) => option is not ("no-new-privileges" or "no-new-privileges:true" or "no-new-privileges=true");

    private static void LogConfig(StrictObject? log)
    {
        if (log is null)
            return;
        const string Advice = "what a container prints stays on this machine, where its logs can be read. Leave LogConfig out.";
        log.Neutral("Type", Advice, "json-file");
        log.Neutral("Config", Advice);
        log.Done();
    }
}
