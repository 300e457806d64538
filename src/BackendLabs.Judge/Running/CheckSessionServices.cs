using BackendLabs.Contract;
using BackendLabs.Judge.Docker;
using BackendLabs.Judge.Http;
using BackendLabs.Judge.Redis;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Running;

/// <summary>The services of one session: the judge's ways to them, and the gates through which the snippet's processes reach them, or a copy.</summary>
/// <param name="refuse">Told of what a gate refuses.</param>
internal sealed class CheckSessionServices(
    PreparedLab lab, RunMode mode, World world, JudgeTimeline timeline, TimeProvider time, Action<GateRefusal> refuse, CancellationToken ended) : IAsyncDisposable
{
    private readonly WorldGates _gates = new();

    public RedisObstacles Obstacles { get; } = new();

    public RedisWitness? Witness { get; private set; }

    public RedisLink? Link { get; private set; }

    public HttpUpstream? Http { get; private set; }

    /// <summary>What the snippet's processes ask in place of <see cref="Http"/>; null where they ask the real one.</summary>
    public HttpUpstream? HttpCopy { get; private set; }

    public JudgeContainers? Containers { get; private set; }

    /// <summary>In a probe of memory of its own: what each process keeps; null in every other run.</summary>
    public OwnCopies? Copies { get; private set; }

    /// <summary>Of the real database.</summary>
    public string DatabasePath => IsCopied("sqlite") ? Path.Combine(world.Opened.Folder, "own", "real.db") : world.DatabasePath;

    /// <summary>What the check's own code threw while it answered an HTTP request; null where it did not.</summary>
    public Exception? Mistake => Http?.Answers.Mistake ?? HttpCopy?.Answers.Mistake;

    /// <summary>Whether the snippet's processes have a copy of this kind of service, and not the real one.</summary>
    public bool IsCopied(string kind) => mode switch
    {
        RunMode.Decoy decoy => decoy.Services.Contains(kind),
        RunMode.OwnMemory memory => memory.Service == kind,
        _ => false,
    };

    /// <exception cref="WorldException">A service of the world is not there.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (mode is RunMode.OwnMemory memory)
            Copies = new OwnCopies(memory.Service, DatabasePath, Path.GetDirectoryName(world.DatabasePath)!);
        await OpenRedisAsync(cancellationToken);
        OpenHttp();
        await world.OpenGatesAsync(_gates.OpenAsync, _gates.EndedAsync);
        OpenDocker();
    }

    /// <summary>The judge's way to the copy that the snippet's processes have of Redis.</summary>
    /// <returns>Null where they have the real one, or none.</returns>
    public async Task<RedisLink?> ConnectCopyAsync(CancellationToken cancellationToken) =>
        world.Opened.Redis is { } server && IsCopied("redis")
            ? await ConnectAsync(new RedisUpstream(server.SocketPath, "", server.Password) { Database = 1 }, cancellationToken)
            : null;

    /// <summary>As they were before Given; the database has its own way.</summary>
    public async Task ResetAsync()
    {
        Witness?.ClearCommands();
        if (Link is not null)
        {
            await Link.SendAsync(ended, "FLUSHALL");
            await RedisMemory.ForgetScriptsAsync(Link, ended);
        }
        Http?.Reset();
    }

    /// <summary>Hears from the grader what went through its Docker gate.</summary>
    public void Take(GraderToJudge message)
    {
        switch (message)
        {
            case GraderToJudge.ServiceSeen when IsCopied("docker"):
                break;
            case GraderToJudge.ServiceSeen seen:
                timeline.Add(seen.Event);
                Containers?.Saw(seen.Event);
                break;
            case GraderToJudge.ServiceRefused refused:
                refuse(refused.Refusal);
                break;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _gates.DisposeAsync();
        if (Link is not null)
            await Link.DisposeAsync();
        if (Containers is not null)
            await Containers.DisposeAsync();
    }

    private async Task OpenRedisAsync(CancellationToken cancellationToken)
    {
        if (world.Opened.Redis is not { } server)
            return;
        Witness = new RedisWitness(time, start: 0, timeline.Add, refuse) { Named = timeline.AddKeys };
        var upstream = new RedisUpstream(server.SocketPath, "", server.Password);
        Link = await ConnectAsync(upstream, cancellationToken);
        var limits = new RedisGateLimits { Scripting = lab.Definition.RedisScripting };
        var forSnippet = await MakeAccountAsync(Link, upstream, limits, cancellationToken);
        // What goes to the copy is nothing that the real one saw, and no fault of the real one meets it.
        var (witness, obstacles) = IsCopied("redis")
            ? (new RedisWitness(time, start: 0, _ => { }, refuse), new RedisObstacles())
            : (Witness, Obstacles);
        _gates.OpenRedis = (client, host, folder) =>
        {
            var (own, watched) = (forSnippet, obstacles);
            if (Copies is { Service: "redis" } copies)
            {
                (own, watched) = (forSnippet with { Database = OwnCopies.DatabaseOf(host) }, new RedisObstacles());
                watched.Add(new CopyWatch(copies, host));
            }

            return RedisGate.Listen(Path.Combine(folder, "redis.sock"), own, limits, witness, time, host, watched, client.Number);
        };
    }

    private void OpenHttp()
    {
        if (!world.HasHttp)
            return;
        Http = new HttpUpstream(lab.Checks.HttpJson, timeline, time, refuse);
        // What goes to the copy is nothing that the real one was asked, and no fault of the real one meets it.
        if (IsCopied("http"))
            HttpCopy = new HttpUpstream(lab.Checks.HttpJson, timeline: null, time, refuse);
        var forSnippet = HttpCopy ?? Http;
        _gates.OpenHttp = (client, host, folder) =>
            HttpGate.ListenAsync(Path.Combine(folder, "http.sock"), forSnippet, host, client.Number, ended);
    }

    private async Task<RedisUpstream> MakeAccountAsync(
        RedisLink link, RedisUpstream upstream, RedisGateLimits limits, CancellationToken cancellationToken)
    {
        var isDecoy = IsCopied("redis");
        try
        {
            var account = await SnippetAccount.MakeAsync(link, upstream, limits.Scripting, isDecoy, cancellationToken);
            return account with { Database = isDecoy ? 1 : 0 };
        }
        catch (IOException error)
        {
            throw new WorldException($"The world's Redis cannot be used: {error.Message}");
        }
    }

    private async Task<RedisLink> ConnectAsync(RedisUpstream upstream, CancellationToken cancellationToken)
    {
        try
        {
            return await RedisLink.ConnectAsync(upstream, JudgeTimes.RedisStart, time, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new WorldException($"The world's Redis did not answer: {error.Message}");
        }
    }

    private void OpenDocker()
    {
        var socket = IsCopied("docker") ? world.Opened.DecoySocket : world.Opened.DockerSocket;
        if (socket is not null)
            Containers = new JudgeContainers(socket, timeline.Add, time) { Missed = () => timeline.Miss("operations on containers") };
    }
}
