namespace BackendLabs.DockerGate.Creation;

/// <summary>What a snippet may say about a container that it wants; everything else about it is ours.</summary>
/// <param name="Entrypoint">Null takes the image's.</param>
/// <param name="Memory">Bytes; 0 takes the lab's.</param>
/// <param name="NanoCpus">Billionths of a processor; 0 takes the lab's.</param>
internal sealed record ContainerSpec(
    string Image,
    IReadOnlyList<string> Cmd,
    IReadOnlyList<string>? Entrypoint,
    IReadOnlyList<string> Env,
    string WorkingDir,
    string User,
    string Hostname,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyList<string> ExposedPorts,
    bool Tty,
    string StopSignal,
    int? StopTimeout,
    HealthSpec? Health,
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

/// <param name="Interval">This and the other times in nanoseconds, as the Engine has them; 0 takes its default.</param>
internal sealed record HealthSpec(IReadOnlyList<string> Test, long Interval, long Timeout, long StartPeriod, long Retries);

/// <param name="Port">As the Engine writes it, <c>80/tcp</c>.</param>
/// <param name="HostPort">As the snippet asked for it; null where it left the choice. The gate draws another in any case.</param>
internal sealed record PublishedPort(string Port, int? HostPort);
