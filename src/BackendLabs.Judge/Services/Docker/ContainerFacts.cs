using System.Globalization;
using Docker.DotNet.Models;

namespace BackendLabs.Judge.Services.Docker;

internal static class ContainerFacts
{
    public static ContainerFact From(ContainerInspectResponse container)
    {
        var state = container.State.Status;
        return new ContainerFact(
            container.ID,
            container.Name.TrimStart('/'),
            container.Config.Image,
            state,
            state is "exited" or "dead" ? container.State.ExitCode : null,
            [container.Path, .. container.Args ?? []],
            new Dictionary<string, string>(container.Config.Labels ?? new Dictionary<string, string>(), StringComparer.Ordinal),
            Environment(container.Config.Env ?? []),
            Ports(container));
    }

    private static Dictionary<string, string> Environment(IList<string> variables)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in variables)
        {
            var equals = variable.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                environment[variable[..equals]] = variable[(equals + 1)..];
        }

        return environment;
    }

    private static Dictionary<string, int> Ports(ContainerInspectResponse container)
    {
        var ports = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (port, bindings) in container.NetworkSettings?.Ports ?? new Dictionary<string, IList<PortBinding>>())
        {
            if (bindings is { Count: > 0 } && int.TryParse(bindings[0].HostPort, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                ports[port] = number;
        }

        return ports;
    }
}
