using System.Text.Json.Nodes;
using BackendLabs.DockerGate.Ports;

namespace BackendLabs.DockerGate.Endpoints;

/// <summary>A container as a snippet sees it: its own names, none of our labels, nothing of the host.</summary>
internal static class ContainerView
{
    private const string Lab = "lab";

    public static JsonObject Listed(RunContainer container, EngineGatePolicy policy)
    {
        var view = Views.Pick(container.Listed, "Id", "Image", "ImageID", "Command", "Created", "Ports", "State", "Status");
        var book = PortBook.Of(container.Listed["Labels"]);
        if (book is not null)
            view["Ports"] = IsUp(container.State) ? book.Listed() : [];
        view["Names"] = new JsonArray("/" + container.Name);
        view["Labels"] = Views.Labels(container.Listed);
        view["Mounts"] = new JsonArray();
        view["HostConfig"] = new JsonObject { ["NetworkMode"] = Network(container.Listed["HostConfig"]?["NetworkMode"]) };
        view["NetworkSettings"] = new JsonObject
        {
            ["Networks"] = book is null ? Networks(container.Listed["NetworkSettings"]?["Networks"]) : LabNetwork(IsUp(container.State)),
        };
        return view;
    }

    public static JsonObject Inspected(JsonObject engine, RunContainer container, EngineGatePolicy policy)
    {
        var view = Views.Pick(engine, "Id", "Created", "Path", "Args", "Image", "RestartCount", "Driver", "Platform");
        view["Name"] = "/" + container.Name;
        view["State"] = State(engine["State"]!.AsObject(), policy);
        view["Config"] = Config(engine["Config"]!.AsObject());
        view["HostConfig"] = HostConfig(engine["HostConfig"]!.AsObject());
        view["Mounts"] = new JsonArray();
        if (PortBook.Of(engine["Config"]!["Labels"]) is { } book)
        {
            view["Config"]!["ExposedPorts"] = book.Exposed();
            view["HostConfig"]!["PortBindings"] = book.Bindings();
            view["HostConfig"]!["PublishAllPorts"] = book.All;
            view["NetworkSettings"] = LabSettings(book, IsUp(engine["State"]!["Status"]!.GetValue<string>()));
        }
        else if (engine["NetworkSettings"] is JsonObject network)
        {
            var settings = Views.Pick(network, "Ports", "IPAddress", "Gateway", "MacAddress");
            settings["Networks"] = Networks(network["Networks"]);
            view["NetworkSettings"] = settings;
        }

        return view;
    }

    private static JsonObject LabSettings(PortBook book, bool isUp) => new()
    {
        ["Ports"] = isUp ? book.Published() : [],
        ["IPAddress"] = isUp ? PortNamespace.Address : "",
        ["Gateway"] = "",
        ["MacAddress"] = "",
        ["Networks"] = LabNetwork(isUp),
    };

    private static JsonObject LabNetwork(bool isUp) => new()
    {
        [Lab] = new JsonObject
        {
            ["IPAddress"] = isUp ? PortNamespace.Address : "",
            ["IPPrefixLen"] = isUp ? 32 : 0,
            ["Gateway"] = "",
            ["MacAddress"] = "",
        },
    };

    private static bool IsUp(string state) => state is "running" or "paused";

    private static JsonObject State(JsonObject engine, EngineGatePolicy policy)
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

    private static JsonObject HostConfig(JsonObject engine)
    {
        var host = Views.Pick(
            engine, "PortBindings", "RestartPolicy", "AutoRemove", "Memory", "MemorySwap", "NanoCpus", "PidsLimit", "ReadonlyRootfs",
            "CapDrop", "SecurityOpt", "Tmpfs", "Init", "Privileged", "ShmSize");
        host["NetworkMode"] = Network(engine["NetworkMode"]);
        return host;
    }

    private static string Network(JsonNode? mode) => PortNamespace.HolderOf(mode) is null ? mode?.GetValue<string>() ?? "" : Lab;

    private static JsonObject Networks(JsonNode? networks) => networks is JsonObject all
        ? new JsonObject(all.Select(network => KeyValuePair.Create(
            network.Key,
            (JsonNode?)(network.Value is JsonObject value ? Views.Pick(value, "IPAddress", "IPPrefixLen", "Gateway", "MacAddress") : []))))
        : [];
}
