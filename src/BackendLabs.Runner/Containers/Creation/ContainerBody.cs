using System.Globalization;
using System.Text.Json.Nodes;

namespace BackendLabs.Runner.Containers.Creation;

/// <summary>Writes the Engine's request anew: what the snippet may say from its spec, everything else forced.</summary>
internal static class ContainerBody
{
    /// <param name="network">The run's network where the container publishes ports; null for none.</param>
    public static JsonObject Write(ContainerSpec spec, DockerGatePolicy policy, string? network)
    {
        var body = new JsonObject
        {
            ["Image"] = spec.Image,
            ["Env"] = Texts(spec.Env),
            ["WorkingDir"] = spec.WorkingDir,
            ["User"] = spec.User,
            ["Hostname"] = spec.Hostname,
            ["Labels"] = Labels(spec, policy),
            ["Tty"] = spec.Tty,
            ["OpenStdin"] = false,
            ["ExposedPorts"] = new JsonObject(
                spec.ExposedPorts.Concat(spec.Ports.Select(port => port.Port)).Distinct(StringComparer.Ordinal)
                    .Select(port => KeyValuePair.Create(port, (JsonNode?)new JsonObject()))),
            ["HostConfig"] = HostConfig(spec, policy, network),
        };
        if (spec.Cmd.Count > 0)
            body["Cmd"] = Texts(spec.Cmd);
        if (spec.Entrypoint is not null)
            body["Entrypoint"] = Texts(spec.Entrypoint);
        if (spec.StopSignal.Length > 0)
            body["StopSignal"] = spec.StopSignal;
        if (spec.StopTimeout is { } stop)
            body["StopTimeout"] = stop;
        if (spec.Health is { } health)
            body["Healthcheck"] = Health(health);
        return body;
    }

    private static JsonObject HostConfig(ContainerSpec spec, DockerGatePolicy policy, string? network)
    {
        var limits = policy.Limits;
        var memory = spec.Memory == 0 ? limits.MemoryBytes : spec.Memory;
        var host = new JsonObject
        {
            ["NetworkMode"] = network ?? "none",
            ["PortBindings"] = Ports(spec.Ports),
            ["RestartPolicy"] = spec.RetriesOnFailure is { } retries
                ? new JsonObject { ["Name"] = "on-failure", ["MaximumRetryCount"] = retries }
                : new JsonObject { ["Name"] = "no" },
            ["AutoRemove"] = spec.AutoRemove,
            ["Memory"] = memory,
            ["MemorySwap"] = memory,
            ["NanoCpus"] = spec.NanoCpus == 0 ? limits.NanoCpus : spec.NanoCpus,
            ["PidsLimit"] = limits.Processes,
            ["ShmSize"] = limits.TmpfsBytes,
            ["CapDrop"] = new JsonArray("ALL"),
            ["SecurityOpt"] = new JsonArray("no-new-privileges"),
            ["IpcMode"] = "private",
            ["ReadonlyRootfs"] = spec.ReadonlyRootfs || !limits.WritableRoot,
            ["Tmpfs"] = Tmpfs(spec, limits),
            ["Ulimits"] = new JsonArray(Ulimit("core", 0), Ulimit("nofile", 1024)),
            ["LogConfig"] = new JsonObject
            {
                ["Type"] = "json-file",
                ["Config"] = new JsonObject { ["max-size"] = "1m", ["max-file"] = "1" },
            },
        };
        if (spec.Init is { } init)
            host["Init"] = init;
        return host;
    }

    private static JsonObject Labels(ContainerSpec spec, DockerGatePolicy policy)
    {
        var labels = new JsonObject(spec.Labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value)));
        foreach (var (name, value) in OwnLabels(policy))
            labels[name] = value;
        return labels;
    }

    public static IReadOnlyList<KeyValuePair<string, string>> OwnLabels(DockerGatePolicy policy) =>
    [
        KeyValuePair.Create(DockerLabels.Run, policy.Run),
        KeyValuePair.Create(DockerLabels.Owner, policy.Owner),
        KeyValuePair.Create(DockerLabels.Lab, policy.Lab),
        KeyValuePair.Create(DockerLabels.Role, policy.Role == DockerRole.Student ? "student" : "judge"),
    ];

    private static JsonObject Ports(IReadOnlyList<PublishedPort> ports)
    {
        var bindings = new JsonObject();
        foreach (var group in ports.GroupBy(port => port.Port, StringComparer.Ordinal))
        {
            bindings[group.Key] = new JsonArray([.. group.Select(port => new JsonObject
            {
                ["HostIp"] = "127.0.0.1",
                ["HostPort"] = port.HostPort?.ToString(CultureInfo.InvariantCulture) ?? "",
            })]);
        }

        return bindings;
    }

    private static JsonObject Tmpfs(ContainerSpec spec, DockerLimits limits)
    {
        var mounts = new JsonObject();
        if (!limits.WritableRoot)
            mounts["/tmp"] = Options(limits.TmpfsBytes);
        foreach (var (folder, size) in spec.Tmpfs)
            mounts[folder] = Options(size);
        return mounts;
    }

    private static string Options(long size) => $"rw,noexec,nosuid,nodev,mode=1777,size={size}";

    private static JsonObject Ulimit(string name, long value) => new() { ["Name"] = name, ["Soft"] = value, ["Hard"] = value };

    private static JsonObject Health(HealthSpec health) => new()
    {
        ["Test"] = Texts(health.Test),
        ["Interval"] = health.Interval,
        ["Timeout"] = health.Timeout,
        ["StartPeriod"] = health.StartPeriod,
        ["Retries"] = health.Retries,
    };

    private static JsonArray Texts(IReadOnlyList<string> texts) => new([.. texts.Select(text => (JsonNode?)text)]);
}
