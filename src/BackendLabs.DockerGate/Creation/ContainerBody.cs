using System.Text.Json.Nodes;
using BackendLabs.DockerGate.Ports;

namespace BackendLabs.DockerGate.Creation;

/// <summary>Writes the Engine's request anew: what the snippet may say from its spec, everything else forced.</summary>
internal static class ContainerBody
{
    /// <param name="lease">The namespace of a container that publishes ports; null for one without a network.</param>
    public static JsonObject Write(ContainerSpec spec, EngineGatePolicy policy, PortLease? lease)
    {
        var body = new JsonObject
        {
            ["Image"] = spec.Image,
            ["Env"] = Texts(spec.Env),
            ["WorkingDir"] = spec.WorkingDir,
            ["User"] = spec.User,
            ["Labels"] = Labels(spec, policy, lease),
            ["Tty"] = spec.Tty,
            ["OpenStdin"] = false,
            ["HostConfig"] = HostConfig(spec, policy, lease),
        };
        if (lease is null)
        {
            // Where another container holds the network, its hostname holds too, and the Engine refuses both members.
            body["Hostname"] = spec.Hostname;
            body["ExposedPorts"] = new JsonObject(spec.ExposedPorts.Select(port => KeyValuePair.Create(port, (JsonNode?)new JsonObject())));
        }

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

    private static JsonObject HostConfig(ContainerSpec spec, EngineGatePolicy policy, PortLease? lease)
    {
        var limits = policy.Limits;
        var memory = spec.Memory == 0 ? limits.MemoryBytes : spec.Memory;
        var host = new JsonObject
        {
            ["NetworkMode"] = lease is null ? "none" : "container:" + lease.Holder,
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
        if (lease is null)
            PortNamespace.LookUpNothing(host);
        if (spec.Init is { } init)
            host["Init"] = init;
        return host;
    }

    private static JsonObject Labels(ContainerSpec spec, EngineGatePolicy policy, PortLease? lease)
    {
        var labels = new JsonObject(spec.Labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value)));
        foreach (var (name, value) in OwnLabels(policy))
            labels[name] = value;
        if (lease is not null)
            labels[DockerLabels.Ports] = lease.Book.ToLabel();
        return labels;
    }

    public static IReadOnlyList<KeyValuePair<string, string>> OwnLabels(EngineGatePolicy policy) =>
    [
        KeyValuePair.Create(DockerLabels.Run, policy.Run),
        KeyValuePair.Create(DockerLabels.Owner, policy.Owner),
        KeyValuePair.Create(DockerLabels.Lab, policy.Lab),
        KeyValuePair.Create(DockerLabels.Role, policy.Role == DockerRole.Student ? "student" : "judge"),
    ];

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
