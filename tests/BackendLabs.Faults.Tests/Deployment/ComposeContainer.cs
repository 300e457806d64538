using System.Globalization;
using Docker.DotNet.Models;

namespace BackendLabs.Faults.Tests.Deployment;

/// <summary>A service of the composition as the Engine API takes it.</summary>
/// <param name="project">Begins the names of networks and volumes.</param>
/// <param name="folder">Of docker-compose.yml: paths in it begin there.</param>
internal sealed class ComposeContainer(ComposeFile file, string project, string folder)
{
    /// <summary>All that belongs to a composition has it, with the project's name.</summary>
    public const string Label = "backendlabs.composition";

    public CreateContainerParameters Of(string service, int number)
    {
        var said = file.Services[service];
        return new CreateContainerParameters
        {
            Name = $"{project}-{service}-{number}",
            Image = said.Image,
            User = said.User,
            Cmd = said.Command,
            Env = [.. said.Environment.Select(variable => $"{variable.Key}={variable.Value}")],
            Labels = new Dictionary<string, string> { [Label] = project },
            ExposedPorts = said.Ports.Select(Port).ToDictionary(port => port.Inside, _ => default(EmptyStruct)),
            StopSignal = said.StopSignal,
            StopTimeout = said.StopGracePeriod is { } grace ? Duration(grace) : null,
            Healthcheck = said.Healthcheck is { } health ? Health(health) : null,
            HostConfig = Host(said),
            NetworkingConfig = new NetworkingConfig
            {
                EndpointsConfig = new Dictionary<string, EndpointSettings> { [$"{project}_{said.Networks[0]}"] = new() { Aliases = [service] } },
            },
        };
    }

    private HostConfig Host(ComposeService said)
    {
        var host = new HostConfig
        {
            CapDrop = said.CapDrop,
            ReadonlyRootfs = said.ReadOnly,
            Init = said.Init,
            RestartPolicy = new RestartPolicy { Name = said.Restart == "unless-stopped" ? RestartPolicyKind.UnlessStopped : throw Unknown("restart", said.Restart) },
            LogConfig = new LogConfig { Type = said.Logging!.Driver, Config = said.Logging.Options },
            Memory = Bytes(said.MemLimit ?? throw Unknown("mem_limit", "")),
            ShmSize = said.ShmSize is { } size ? Bytes(size) : 0,
            PidsLimit = said.PidsLimit,
            Tmpfs = said.Tmpfs.Select(one => one.Split(':', 2)).ToDictionary(parts => parts[0], parts => parts[1]),
            Binds = [.. said.Volumes.Select(volume => $"{project}_{volume}"), .. said.Secrets.Select(secret => $"{Path.GetFullPath(file.Secrets[secret].File, folder)}:/run/secrets/{secret}:ro")],
            PortBindings = said.Ports.Select(Port).ToDictionary(port => port.Inside, IList<PortBinding> (port) => [new() { HostIP = port.Address, HostPort = port.Outside }]),
        };
        Secure(host, said);
        return host;
    }

    // As the command `docker` does: it reads the profile, and turns systempaths into two empty lists.
    private void Secure(HostConfig host, ComposeService said)
    {
        host.SecurityOpt = [];
        foreach (var option in said.SecurityOpt)
        {
            if (option == "systempaths=unconfined")
                (host.MaskedPaths, host.ReadonlyPaths) = ([], []);
            else if (option.Split("seccomp=", 2) is ["", var profile])
                host.SecurityOpt.Add("seccomp=" + File.ReadAllText(Path.Combine(folder, profile)));
            else if (option is "no-new-privileges:true" or "apparmor=unconfined")
                host.SecurityOpt.Add(option);
            else
                throw Unknown("security_opt", option);
        }
    }

    private static HealthConfig Health(ComposeHealth health) => new()
    {
        Test = health.Test,
        Interval = Duration(health.Interval),
        Timeout = Duration(health.Timeout),
        Retries = health.Retries,
        StartPeriod = (long)Duration(health.StartPeriod).TotalNanoseconds,
    };

    internal static (string Address, string Outside, string Inside) Port(string port) =>
        port.Split(':') is [var address, var outside, var inside] ? (address, outside, inside + "/tcp") : throw Unknown("ports", port);

    internal static TimeSpan Duration(string text) =>
        text.EndsWith('s') ? TimeSpan.FromSeconds(int.Parse(text.AsSpan(0, text.Length - 1), CultureInfo.InvariantCulture)) : throw Unknown("a duration", text);

    internal static long Bytes(string text) => long.Parse(text.AsSpan(0, text.Length - 1), CultureInfo.InvariantCulture) * text[^1] switch
    {
        'm' => 1L << 20,
        'g' => 1L << 30,
        _ => throw Unknown("a size", text),
    };

    private static InvalidOperationException Unknown(string what, string text) =>
        new($"docker-compose.yml gives {what} as '{text}', which this runner does not know: teach it, or write it otherwise.");
}
