using System.Globalization;
using System.Text.Json.Nodes;
using BackendLabs.Contract;
using BackendLabs.DockerGate;

namespace BackendLabs.Sandbox;

/// <summary>Starts processes in containers of the machine's Docker Engine that are as closed as bubblewrap's boxes.</summary>
/// <param name="owner">This grader, as <see cref="DockerReaper"/> is told about it.</param>
internal sealed class ContainerBox(DockerEngine engine, EngineTraits traits, string owner)
{
    public const string Remedy = "Look whether the Docker Engine works: docker info.";

    private const int TemporaryFiles = 4_096;

    /// <summary>Of processor time, in microseconds: the kernel's own.</summary>
    private const int Period = 100_000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public DockerEngine Engine => engine;

    public EngineTraits Traits => traits;

    /// <param name="image">Its id or name; it holds the command's program.</param>
    /// <exception cref="InfrastructureException">The Engine refuses, or does not answer.</exception>
    public async Task<ISandboxedProcess> StartAsync(SandboxSpec spec, string image, CancellationToken cancellationToken)
    {
        if (!traits.SharesKernel)
        {
            throw new InfrastructureException(
                $"The Docker Engine at {engine.Place} runs on another machine than this program, where the sockets of a shared folder lead nowhere.",
                "Use an Engine of this machine, or do without: lab doctor says what to install.");
        }

        try
        {
            return await CreateAndStartAsync(spec, image, cancellationToken);
        }
        catch (EngineGoneException error)
        {
            throw new InfrastructureException($"The process {spec.Name} could not be started: {error.Message}", Remedy);
        }
    }

    private async Task<ISandboxedProcess> CreateAndStartAsync(SandboxSpec spec, string image, CancellationToken cancellationToken)
    {
        var made = await engine.Client.SendAsync(HttpMethod.Post, "containers/create", EngineClient.Json(Body(spec, image)), Limit, cancellationToken);
        var container = made.Status == 201
            ? new EngineContainer(engine.Client, made.Json()["Id"]!.GetValue<string>())
            : throw new EngineGoneException($"the Docker Engine makes no container: {made.Message() ?? $"status {made.Status}"}");
        try
        {
            var streams = await container.AttachAsync(cancellationToken);
            await container.StartAsync(cancellationToken);
            var process = await container.ProcessIdAsync(cancellationToken);
            return new ContainerProcess(container, streams, ContainerCgroup.Find(container.Id, process), spec, process);
        }
        catch
        {
            await container.RemoveAsync(CancellationToken.None);
            throw;
        }
    }

    private JsonObject Body(SandboxSpec spec, string image) => new()
    {
        ["Image"] = image,
        ["Entrypoint"] = new JsonArray(spec.Command[0]),
        ["Cmd"] = Texts(spec.Command.Skip(1)),
        ["Env"] = Texts(spec.Environment.Select(variable => $"{variable.Key}={variable.Value}")),
        ["User"] = User(spec.Account),
        ["WorkingDir"] = "/tmp",
        ["Hostname"] = "lab",
        ["OpenStdin"] = spec.SpeaksOnOutput,
        // A grader that dies closes the stream, and so what the process reads.
        ["StdinOnce"] = spec.SpeaksOnOutput,
        ["AttachStdin"] = spec.SpeaksOnOutput,
        ["AttachStdout"] = true,
        ["AttachStderr"] = true,
        ["Labels"] = new JsonObject { [DockerLabels.Owner] = owner, [DockerLabels.Role] = spec.Name },
        ["HostConfig"] = Host(spec),
    };

    private JsonObject Host(SandboxSpec spec)
    {
        var limits = spec.Limits;
        var host = new JsonObject
        {
            ["NetworkMode"] = "none",
            // No shared memory, as in a box: nothing of /dev can be written to but what swallows it.
            ["IpcMode"] = "none",
            ["ReadonlyRootfs"] = true,
            ["CapDrop"] = new JsonArray("ALL"),
            ["SecurityOpt"] = Texts(traits.Filters ? ["no-new-privileges", "seccomp=" + ContainerFilter.For(spec.Calls)] : ["no-new-privileges"]),
            ["Memory"] = limits.MemoryBytes,
            ["MemorySwap"] = limits.MemoryBytes,
            ["PidsLimit"] = limits.Processes,
            ["CpuPeriod"] = Period,
            ["CpuQuota"] = (long)limits.Cores * Period,
            ["Ulimits"] = Ulimits(limits),
            ["Tmpfs"] = new JsonObject
            {
                ["/tmp"] = string.Create(CultureInfo.InvariantCulture, $"rw,nosuid,nodev,noexec,mode=1777,size={limits.TemporaryBytes},nr_inodes={TemporaryFiles}"),
            },
            // Of this kind, a folder that the Engine does not see is an error and not made.
            ["Mounts"] = new JsonArray([.. spec.Mounts.Select(Mount)]),
            // What a process writes is read by us and kept nowhere.
            ["LogConfig"] = new JsonObject { ["Type"] = "none" },
            ["RestartPolicy"] = new JsonObject { ["Name"] = "no" },
            // The first process of a namespace is spared by signals that its own children send.
            ["Init"] = spec.NeedsInit,
        };
        if (traits.RemapsUsers)
            host["UsernsMode"] = "host";
        return host;
    }

    private string User(ProcessAccount? account) => account switch
    {
        { } own => string.Create(CultureInfo.InvariantCulture, $"{own.User}:{own.Group}"),
        // There, root is the user that started the Engine, and every other account somebody else.
        null when traits.IsRootless => "0:0",
        null => string.Create(CultureInfo.InvariantCulture, $"{Native.UserId()}:{Native.GroupId()}"),
    };

    private static JsonNode Mount(SandboxMount mount) => new JsonObject
    {
        ["Type"] = "bind",
        ["Source"] = mount.Source,
        ["Target"] = mount.Target,
        ["ReadOnly"] = !mount.Writable,
        ["BindOptions"] = new JsonObject { ["Propagation"] = "rprivate" },
    };

    private static JsonArray Ulimits(ProcessLimits limits)
    {
        var all = new JsonArray(
            Ulimit("core", 0), Ulimit("nofile", limits.OpenFiles), Ulimit("fsize", limits.FileBytes),
            Ulimit("sigpending", ProcessLimits.PendingSignals), Ulimit("msgqueue", 0), Ulimit("memlock", ProcessLimits.LockedBytes));
        if (limits.Cpu is { } cpu)
            all.Add(Ulimit("cpu", (long)Math.Ceiling(cpu.TotalSeconds)));
        return all;
    }

    private static JsonNode Ulimit(string name, long value) => new JsonObject { ["Name"] = name, ["Soft"] = value, ["Hard"] = value };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
