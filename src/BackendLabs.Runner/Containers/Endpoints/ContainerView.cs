using System.Text.Json.Nodes;

namespace BackendLabs.Runner.Containers.Endpoints;

/// <summary>A container as a snippet sees it: its own names, none of our labels, nothing of the host.</summary>
internal static class ContainerView
{
    public static JsonObject Listed(RunContainer container, DockerGatePolicy policy)
    {
        var view = Views.Pick(container.Listed, "Id", "Image", "ImageID", "Command", "Created", "Ports", "State", "Status");
        view["Names"] = new JsonArray("/" + container.Name);
        view["Labels"] = Views.Labels(container.Listed);
        view["Mounts"] = new JsonArray();
        view["HostConfig"] = new JsonObject { ["NetworkMode"] = Network(container.Listed["HostConfig"]?["NetworkMode"], policy) };
        view["NetworkSettings"] = new JsonObject { ["Networks"] = Networks(container.Listed["NetworkSettings"]?["Networks"], policy) };
        return view;
    }

    public static JsonObject Inspected(JsonObject engine, RunContainer container, DockerGatePolicy policy)
    {
        var view = Views.Pick(engine, "Id", "Created", "Path", "Args", "Image", "RestartCount", "Driver", "Platform");
        view["Name"] = "/" + container.Name;
        view["State"] = State(engine["State"]!.AsObject(), policy);
        view["Config"] = Config(engine["Config"]!.AsObject());
        view["HostConfig"] = HostConfig(engine["HostConfig"]!.AsObject(), policy);
        view["Mounts"] = new JsonArray();
        if (engine["NetworkSettings"] is JsonObject network)
        {
            var settings = Views.Pick(network, "Ports", "IPAddress", "Gateway", "MacAddress");
            settings["Networks"] = Networks(network["Networks"], policy);
            view["NetworkSettings"] = settings;
        }

        return view;
    }

    private static JsonObject State(JsonObject engine, DockerGatePolicy policy)
    {
        var state = Views.Pick(
            engine, "Status", "Running", "Paused", "Restarting", "OOMKilled", "Dead", "ExitCode", "StartedAt", "FinishedAt", "Health");
        var error = engine["Error"]?.GetValue<string>() ?? "";
        state["Error"] = error.Length == 0 ? "" : EngineWords.For(policy, error);
        return state;
    }

    private static JsonObject Config(JsonObject engine)
    {
        var config = Views.Pick(
            engine, "Hostname", "User", "Tty", "OpenStdin", "Env", "Cmd", "Entrypoint", "Image", "WorkingDir", "ExposedPorts",
            "StopSignal", "StopTimeout", "Healthcheck");
        config["Labels"] = Views.Labels(engine);
        return config;
    }

    private static JsonObject HostConfig(JsonObject engine, DockerGatePolicy policy)
    {
        var host = Views.Pick(
            engine, "PortBindings", "RestartPolicy", "AutoRemove", "Memory", "MemorySwap", "NanoCpus", "PidsLimit", "ReadonlyRootfs",
            "CapDrop", "SecurityOpt", "Tmpfs", "Init", "Privileged", "ShmSize");
        host["NetworkMode"] = Network(engine["NetworkMode"], policy);
        return host;
    }

    private static string Network(JsonNode? mode, DockerGatePolicy policy)
    {
        var name = mode?.GetValue<string>() ?? "";
        return name == policy.NetworkName ? "lab" : name;
    }

    private static JsonObject Networks(JsonNode? networks, DockerGatePolicy policy) => networks is JsonObject all
        ? new JsonObject(all.Select(network => KeyValuePair.Create(
            Network(network.Key, policy),
            (JsonNode?)(network.Value is JsonObject value ? Views.Pick(value, "IPAddress", "IPPrefixLen", "Gateway", "MacAddress") : []))))
        : [];
}
