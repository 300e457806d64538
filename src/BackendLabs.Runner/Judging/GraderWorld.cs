using System.Collections.Concurrent;
using System.Globalization;
using BackendLabs.Contract;
using BackendLabs.Runner.Containers;
using BackendLabs.Runner.Sandboxing;

namespace BackendLabs.Runner.Judging;

/// <summary>The grader's side of a world: its folder, its server, its student's processes. It never looks into any of them.</summary>
internal sealed class GraderWorld : IAsyncDisposable
{
    private const UnixFileMode Shared =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.SetGroup;

    private readonly WorldSetting _setting;
    private readonly ProcessAccount? _account;
    private readonly ProcessAccount? _serverAccount;
    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly ConcurrentDictionary<int, ISandboxedProcess> _hosts = [];
    private readonly ConcurrentDictionary<int, bool> _stopped = [];
    private readonly List<DockerGate> _dockerGates = [];
    private IRedisServer? _redis;
    private bool _ended;

    private GraderWorld(int number, WorldSetting setting)
    {
        Number = number;
        _setting = setting;
        Folder = Path.Combine(setting.Home, number.ToString(CultureInfo.InvariantCulture));
        _account = setting.Sandbox.Accounts?.Lend();
        _serverAccount = setting.Kinds.Contains("redis") ? setting.Sandbox.Accounts?.Lend() : null;
    }

    public int Number { get; }

    public string Folder { get; }

    public static async Task<(GraderWorld World, JudgeRequest.WorldOpened Opened)> OpenAsync(
        int number, WorldSetting setting, CancellationToken cancellationToken)
    {
        var world = new GraderWorld(number, setting);
        try
        {
            return (world, await world.OpenAsync(cancellationToken));
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a student's process; the judge listens for it already.</summary>
    /// <returns>Null where the world is at its end.</returns>
    public async Task<ISandboxedProcess?> StartHostAsync(int host, Action<JudgeRequest> tell)
    {
        await _changing.WaitAsync();
        try
        {
            return _ended ? null : await BeginHostAsync(host, tell);
        }
        finally
        {
            _changing.Release();
        }
    }

    private async Task<ISandboxedProcess> BeginHostAsync(int host, Action<JudgeRequest> tell)
    {
        var sockets = Path.Combine(Folder, $"h{host}");
        if (_setting.Docker is { } docker)
        {
            _dockerGates.Add(DockerGate.Listen(
                Path.Combine(sockets, "docker.sock"),
                docker.Engine,
                docker.Policy(RunName, DockerRole.Student),
                seen => tell(new JudgeRequest.ServiceSeen(Number, seen with { Host = host })),
                refusal => tell(new JudgeRequest.ServiceRefused(Number, host, refusal)),
                _setting.Time));
        }

        var process = await _setting.Sandbox.StartAsync(HostSpec(sockets));
        _hosts[host] = process;
        if (_stopped.ContainsKey(host))
            process.Kill();
        return process;
    }

    /// <summary>Kills a student's process: at once, or as soon as it is known where its start is still under way.</summary>
    public void StopHost(int host)
    {
        _stopped[host] = true;
        if (_hosts.TryGetValue(host, out var process))
            process.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        // A process that is being started is waited for: ended before it is known, it would outlive its world.
        await _changing.WaitAsync();
        _ended = true;
        _changing.Release();
        // Beside each other: most of an end is waiting for the kernel.
        await Task.WhenAll([.. _hosts.Values.Select(host => host.DisposeAsync().AsTask()), _redis?.DisposeAsync().AsTask() ?? Task.CompletedTask]);
        await RemoveContainersAsync();
        FolderTree.Remove(Folder);
        if (_account is not null)
            _setting.Sandbox.Accounts!.Return(_account);
        if (_serverAccount is not null)
            _setting.Sandbox.Accounts!.Return(_serverAccount);
    }

    private string RunName => $"{_setting.Sandbox.Folder.Name}{_setting.Prefix}{Number}";

    private async Task<JudgeRequest.WorldOpened> OpenAsync(CancellationToken cancellationToken)
    {
        MakeFolder(Folder, _setting.JudgeAccount?.User);
        MakeFolder(Path.Combine(Folder, "db"), _setting.JudgeAccount?.User);
        RedisServer? redis = null;
        if (_setting.Kinds.Contains("redis"))
        {
            var home = Path.Combine(Folder, "redis");
            MakeFolder(home, _serverAccount?.User);
            _redis = await _setting.Redis.StartAsync(home, _serverAccount is null ? null : _serverAccount with { Group = _account!.Group }, cancellationToken);
            redis = new RedisServer(_redis.SocketPath, _redis.Password);
        }

        return new JudgeRequest.WorldOpened(
            Number, Folder, redis, OpenJudgeGate("docker.sock", RunName), OpenJudgeGate("decoy.sock", RunName + "d"), Error: null);
    }

    private string? OpenJudgeGate(string name, string run)
    {
        if (_setting.Docker is not { } docker)
            return null;
        var path = Path.Combine(Folder, name);
        _dockerGates.Add(DockerGate.Listen(path, docker.Engine, docker.Policy(run, DockerRole.Judge), _ => { }, _ => { }, _setting.Time));
        return path;
    }

    private SandboxSpec HostSpec(string sockets)
    {
        var isBoxed = _setting.Sandbox.IsBoxed;
        var data = Path.Combine(Folder, "db");
        var (shownSockets, shownData) = isBoxed ? ("/run/lab", "/data") : (sockets, data);
        var limits = ProcessLimits.Snippet(_setting.MemoryBytes, _setting.Wall);
        return new SandboxSpec(
            $"{_setting.Prefix}{Number}",
            [_setting.Sandbox.Tools.Dotnet, Path.Combine(_setting.App.Host, "BackendLabs.SnippetHost.dll"), shownSockets, shownData, .. _setting.Kinds],
            [new(_setting.App.Host, _setting.App.Host), new(sockets, shownSockets), new(data, shownData, Writable: true)],
            limits,
            _account)
        {
            Environment = DotnetSettings.For(limits.MemoryBytes),
            Calls = SystemCallProfile.Student,
            DiskFolder = data,
        };
    }

    private void MakeFolder(string path, int? user)
    {
        Directory.CreateDirectory(path);
        if (user is not null)
            Native.ChangeOwner(path, user.Value, _account!.Group);
        File.SetUnixFileMode(path, Shared);
    }

    private async Task RemoveContainersAsync()
    {
        if (_dockerGates.Count == 0)
            return;
        using var limit = new CancellationTokenSource(RunnerTimes.ContainerEnd);
        try
        {
            foreach (var gate in _dockerGates)
                await gate.RemoveAllAsync(limit.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or EngineGoneException or IOException or HttpRequestException)
        {
            // The engine is gone; what is left is removed by its label at the next start.
        }

        foreach (var gate in _dockerGates)
            await gate.DisposeAsync();
    }
}

/// <summary>What every world of one judge has in common.</summary>
/// <param name="Prefix">Tells this judge's worlds from another's.</param>
/// <param name="Home">The folder of this judge's worlds: all that its box shows of the grader's.</param>
/// <param name="Kinds">Of the lab's services.</param>
internal sealed record WorldSetting(
    Sandbox Sandbox,
    AppFolders App,
    string Prefix,
    string Home,
    ProcessAccount? JudgeAccount,
    long MemoryBytes,
    TimeSpan Wall,
    IReadOnlyCollection<string> Kinds,
    RedisSupply Redis,
    DockerSupply? Docker,
    TimeProvider Time);
