using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BackendLabs.DockerGate.Creation;
using BackendLabs.DockerGate.Http;
using BackendLabs.DockerGate.Ports;

namespace BackendLabs.DockerGate.Endpoints;

/// <summary>Making, finding and removing containers.</summary>
internal static partial class ContainerEndpoints
{
    public static IEnumerable<Endpoint> Table =>
    [
        new("GET", ["containers", "json"], "list", ListAsync),
        new("POST", ["containers", "create"], "create", CreateAsync),
        new("GET", ["containers", "*", "json"], "inspect", InspectAsync),
        new("DELETE", ["containers", "*"], "remove", RemoveAsync),
        new("POST", ["containers", "*", "rename"], "rename", RenameAsync),
    ];

    private static async Task<GateAnswer> ListAsync(GateCall call, CancellationToken cancellationToken)
    {
        var all = call.Query.Flag("all");
        var limit = call.Query.Number("limit", -1, int.MaxValue) is { } number and > 0 ? number : int.MaxValue;
        _ = call.Query.Flag("size");
        call.Query.Neutral("since", "List with filters instead of since.");
        call.Query.Neutral("before", "List with filters instead of before.");
        var filters = ContainerFilters.Parse(call.Query.Text("filters"));
        call.Query.Done();
        var everyone = all || filters.ShowsAll || limit < int.MaxValue;
        var containers = await call.World.Containers.ListAsync(cancellationToken);
        var shown = containers
            .Where(container => everyone || container.State is "running" or "paused" or "restarting")
            .Where(filters.Match)
            .Take(limit)
            .Select(container => ContainerView.Listed(container, call.World.Policy))
            .ToArray<JsonNode?>();
        return GateAnswer.Json(200, new JsonArray(shown), $"{shown.Length} containers -> 200");
    }

    private static async Task<GateAnswer> CreateAsync(GateCall call, CancellationToken cancellationToken)
    {
        var world = call.World;
        var policy = world.Policy;
        var name = call.Query.Text("name");
        CheckName(name);
        call.Query.Neutral("platform", "Images of other platforms are not in this lab.");
        call.Query.Done();
        var spec = ContainerSpecReader.Read(call.Body, policy);
        name ??= "c" + RandomNumberGenerator.GetHexString(8, lowercase: true);

        await world.Creating.WaitAsync(cancellationToken);
        try
        {
            if (world.IsClosed)
                throw RequestRefusedException.NotHere("The run is over.");
            await CheckRoomAsync(world, cancellationToken);
            var published = spec.WithoutNetwork ? [] : await PublishedAsync(world, spec, cancellationToken);
            return published.Count == 0
                ? Created(call, await SendAsync(world, spec, name, lease: null, cancellationToken), $"{name} from {spec.Image}")
                : await CreatePublishedAsync(call, spec, published, name, cancellationToken);
        }
        finally
        {
            world.Creating.Release();
        }
    }

    private static async Task<GateAnswer> CreatePublishedAsync(
        GateCall call, ContainerSpec spec, IReadOnlyList<PublishedPort> published, string name, CancellationToken cancellationToken)
    {
        var world = call.World;
        var hostname = spec.Hostname.Length > 0 ? spec.Hostname : RandomNumberGenerator.GetHexString(12, lowercase: true);
        var lease = await world.Ports.LeaseAsync(spec, published, hostname, cancellationToken);
        var isKept = false;
        try
        {
            var answer = await SendAsync(world, spec, name, lease, cancellationToken);
            if (answer.Status == 201)
            {
                world.Ports.Keep(answer.Json()["Id"]!.GetValue<string>(), lease);
                isKept = true;
            }

            return Created(call, answer, $"{name} from {spec.Image}", [.. Drawn(published, lease)]);
        }
        finally
        {
            if (!isKept)
                await world.Ports.DropAsync(lease, CancellationToken.None);
        }
    }

    private static Task<EngineAnswer> SendAsync(
        GateWorld world, ContainerSpec spec, string name, PortLease? lease, CancellationToken cancellationToken) =>
        world.SendAsync(
            HttpMethod.Post,
            $"containers/create?name={world.Policy.NamePrefix}{name}",
            cancellationToken,
            EngineClient.Json(ContainerBody.Write(spec, world.Policy, lease)));

    /// <summary>The ports that were named, and with PublishAllPorts those that the container or its image exposes.</summary>
    private static async Task<IReadOnlyList<PublishedPort>> PublishedAsync(GateWorld world, ContainerSpec spec, CancellationToken cancellationToken)
    {
        if (!spec.PublishAll)
            return spec.Ports;
        var image = await world.SendAsync(HttpMethod.Get, $"images/{spec.Image}/json", cancellationToken);
        var exposed = image.Status == 200 && image.Json()["Config"]?["ExposedPorts"] is JsonObject ports ? ports.Select(port => port.Key) : [];
        IReadOnlyList<PublishedPort> all =
        [
            .. spec.Ports,
            .. spec.ExposedPorts.Concat(exposed).Distinct(StringComparer.Ordinal)
                .Where(port => PortNumbers.IsTcp(port) && !spec.Ports.Any(named => named.Port == port))
                .Select(port => new PublishedPort(port, HostPort: null)),
        ];
        return all.Count <= HostConfigReader.MostPorts
            ? all
            : throw RequestRefusedException.NotHere($"HostConfig.PublishAllPorts would publish {all.Count} ports; this lab allows {HostConfigReader.MostPorts}.");
    }

    private static IEnumerable<string> Drawn(IReadOnlyList<PublishedPort> published, PortLease lease) =>
        published.Zip(lease.Relays).Where(pair => pair.First.HostPort is not null).Select(pair =>
            $"The host port {pair.First.HostPort} is not for choosing in this lab: {pair.First.Port} is published on 127.0.0.1:{pair.Second.Port}.");

    private static async Task CheckRoomAsync(GateWorld world, CancellationToken cancellationToken)
    {
        var containers = await world.Containers.ListAsync(cancellationToken);
        if (containers.Count(container => container.IsOf(world.Policy.Role)) >= world.Policy.Limits.Containers)
        {
            throw RequestRefusedException.NotHere(
                $"There are {world.Policy.Limits.Containers} containers already, as many as this lab allows; remove one first.");
        }

        await world.Ports.KeepOnlyAsync(containers.Select(container => container.Id), cancellationToken);
    }

    private static GateAnswer Created(GateCall call, EngineAnswer answer, string detail, params ReadOnlySpan<string> warnings)
    {
        if (answer.Status != 201)
            return call.Relay(answer, detail);
        var id = answer.Json()["Id"]!.GetValue<string>();

        // The Engine's own warnings are about the host's kernel.
        var told = new JsonArray();
        foreach (var warning in warnings)
            told.Add((JsonNode?)warning);
        return GateAnswer.Json(201, new JsonObject { ["Id"] = id, ["Warnings"] = told }, $"{detail} -> 201 {id[..12]}");
    }

    private static async Task<GateAnswer> InspectAsync(GateCall call, CancellationToken cancellationToken)
    {
        _ = call.Query.Flag("size");
        call.Query.Done();
        var container = await call.ContainerAsync(cancellationToken);
        var answer = await call.World.SendAsync(HttpMethod.Get, $"containers/{container.Id}/json", cancellationToken);
        if (answer.Status != 200)
            return call.Relay(answer, container.Name);
        var view = ContainerView.Inspected(answer.Json().AsObject(), container, call.World.Policy);
        return GateAnswer.Json(200, view, $"{container.Name} -> 200 {container.State}");
    }

    private static async Task<GateAnswer> RemoveAsync(GateCall call, CancellationToken cancellationToken)
    {
        var force = call.Query.Flag("force");
        _ = call.Query.Flag("v");
        call.Query.Neutral("link", "Links are not in this lab.");
        call.Query.Done();
        var container = await call.ContainerAsync(cancellationToken);
        var answer = await call.World.SendAsync(
            HttpMethod.Delete, $"containers/{container.Id}?v=1&force={(force ? 1 : 0)}", cancellationToken);
        if (answer.Status == 204)
            await EndPortsAsync(call.World, container, cancellationToken);
        return call.Relay(answer, container.Name + (force ? " by force" : ""));
    }

    /// <summary>Also of a container that another gate of this run has made: its ports then lead nowhere.</summary>
    private static async Task EndPortsAsync(GateWorld world, RunContainer container, CancellationToken cancellationToken)
    {
        if (!await world.Ports.EndAsync(container.Id, cancellationToken)
            && PortNamespace.HolderOf(container.Listed["HostConfig"]?["NetworkMode"]) is { } holder)
            await PortNamespace.CloseAsync(world.Engine.Client, holder, cancellationToken);
    }

    private static async Task<GateAnswer> RenameAsync(GateCall call, CancellationToken cancellationToken)
    {
        var name = call.Query.Text("name") ?? throw RequestRefusedException.Mistake("The parameter name is missing: say the new name.");
        CheckName(name);
        call.Query.Done();
        var container = await call.ContainerAsync(cancellationToken);
        var answer = await call.World.SendAsync(
            HttpMethod.Post, $"containers/{container.Id}/rename?name={call.World.Policy.NamePrefix}{name}", cancellationToken);
        return call.Relay(answer, $"{container.Name} to {name}");
    }

    private static void CheckName(string? name)
    {
        if (name is not null && !ContainerName().IsMatch(name))
        {
            throw RequestRefusedException.Mistake(
                $"The name '{RequestTarget.Shown(name)}' is not 1 to 64 letters, digits, dots, underscores and hyphens, a letter or digit first.");
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ContainerName();
}
