using System.Collections.Concurrent;
using System.Globalization;
using BackendLabs.CompilerClient;
using BackendLabs.Contract;
using BackendLabs.DockerGate;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Judging;

/// <summary>The grader's side of a world: its folder, its server, its student's processes. It never looks into any of them.</summary>
internal sealed class GraderWorld : IAsyncDisposable
{
    /// <summary>Processes that one check may have after each other; a check restarts a few times.</summary>
    private const int MostHosts = 1_000;

    private readonly WorldSetting _setting;
    private readonly ProcessAccount? _account;
    private readonly ProcessAccount? _serverAccount;
    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly ConcurrentDictionary<int, ISandboxedProcess> _hosts = [];
    private readonly ConcurrentDictionary<int, HeldFolder> _placed = [];
    private readonly ConcurrentDictionary<int, bool> _stopped = [];
    private readonly List<EngineGate> _dockerGates = [];
    private readonly WorldFolders _folders;
    private IRedisServer? _redis;
    private Task _redisShown = Task.CompletedTask;
    private int _lastHost;
    private bool _ended;

    private GraderWorld(int number, WorldSetting setting, ProcessAccount? account)
    {
        Number = number;
        _setting = setting;
        _account = account;
        _folders = new WorldFolders(
            setting.Sandbox.Folder.Staging, setting.Home, string.Create(CultureInfo.InvariantCulture, $"{setting.Prefix}{number}"), number, setting.JudgeAccount, account);
        _serverAccount = setting.Kinds.Contains("redis") ? setting.Sandbox.Accounts?.Rent() : null;
    }

    public int Number { get; }

    public string Folder => _folders.Path;

    /// <summary>What a process of this world took of the disk beyond its limit, for the student; null where none did.</summary>
    public string? Exceeded { get; private set; }

    public static async Task<(GraderWorld World, GraderToJudge.WorldOpened Opened)> OpenAsync(
        int number, WorldSetting setting, CancellationToken cancellationToken)
    {
        var account = setting.Sandbox.Accounts?.Rent();
        GraderWorld world;
        try
        {
            world = new GraderWorld(number, setting, account);
        }
        catch
        {
            if (account is not null)
                setting.Sandbox.Accounts!.Return(account);
            throw;
        }

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

    /// <summary>Makes the folder of the next student's process, in which the judge is to listen.</summary>
    /// <param name="tell">Told of what the process's gates outside the judge see.</param>
    /// <returns>Whether it is there: not where the world is at its end.</returns>
    /// <exception cref="BrokenMessageException">It is not this number's turn.</exception>
    public async Task<bool> PlaceHostAsync(int host, Action<GraderToJudge> tell)
    {
        if (host != Interlocked.Increment(ref _lastHost))
            throw new BrokenMessageException($"process {host} of a world in which {_lastHost} would be the next");
        if (host > MostHosts)
            throw new BrokenMessageException($"more than {MostHosts} processes of one world");
        await _changing.WaitAsync();
        try
        {
            if (_ended)
                return false;
            Place(host, tell);
            return true;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Starts a student's process; the judge listens for it already.</summary>
    /// <returns>Null where the world is at its end.</returns>
    /// <exception cref="BrokenMessageException">It has no folder, or was started before.</exception>
    /// <exception cref="FolderExchangedException">Its folders are no longer those that were made.</exception>
    public async Task<ISandboxedProcess?> StartHostAsync(int host)
    {
        await _changing.WaitAsync();
        try
        {
            if (_ended)
                return null;
            if (!_placed.TryGetValue(host, out var sockets) || _hosts.ContainsKey(host))
                throw new BrokenMessageException($"a start of process {host}, which has no folder or was started before");
            RequireInPlace(sockets);
            var process = await _setting.Sandbox.StartAsync(HostSpec(sockets));
            _hosts[host] = process;
            if (_stopped.ContainsKey(host))
                process.Kill();
            return process;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Takes note of how a student's process ended.</summary>
    /// <exception cref="FolderExchangedException">Its box showed other folders than those that were made.</exception>
    public void Take(int host, ProcessEnd end)
    {
        if (!_placed.TryRemove(host, out var sockets))
            return;
        // A student's code may end by this code too; then the folders are where they were.
        if (end.Code is FolderIdentity.ExchangedExit)
            RequireInPlace(sockets);
        _folders.LetGo(sockets);
    }

    private void Place(int host, Action<GraderToJudge> tell)
    {
        var folder = _folders.MakeHost(host);
        if (_setting.Docker is { } docker)
        {
            _dockerGates.Add(EngineGate.Listen(
                folder.Inside("docker.sock"),
                docker.Engine,
                docker.Policy(RunName, DockerRole.Student),
                seen => tell(new GraderToJudge.ServiceSeen(Number, seen with { Host = host })),
                refusal => tell(new GraderToJudge.ServiceRefused(Number, host, refusal)),
                _setting.Time));
        }

        _folders.ShowHost(folder, host);
        _placed[host] = folder;
    }

    private void RequireInPlace(HeldFolder sockets)
    {
        foreach (var folder in new[] { sockets, _folders.Data })
        {
            if (!folder.IsInPlace)
                throw new FolderExchangedException(Path.GetFileName(folder.Path));
        }
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
        foreach (var host in _hosts.Values.Where(host => host.Ended.IsCompletedSuccessfully))
            Exceeded ??= (await host.Ended).Exceeded;
        await RemoveContainersAsync();
        await _redisShown.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            _folders.Remove();
        }
        finally
        {
            _folders.Dispose();
            foreach (var account in new[] { _account, _serverAccount }.OfType<ProcessAccount>())
                _setting.Sandbox.Accounts!.Return(account);
        }
    }

    private string RunName => $"{_setting.Sandbox.Folder.Name}{_setting.Prefix}{Number}";

    private async Task<GraderToJudge.WorldOpened> OpenAsync(CancellationToken cancellationToken)
    {
        var (gate, decoy) = (OpenJudgeGate("docker.sock", RunName), OpenJudgeGate("decoy.sock", RunName + "d"));
        _folders.Show();
        RedisServer? redis = null;
        if (_setting.Kinds.Contains("redis"))
        {
            var home = _folders.MakeServer();
            _redis = await _setting.Redis.StartAsync(home, _serverAccount is null ? null : _serverAccount with { Group = _account!.Group }, cancellationToken);
            _redisShown = ShowRedisAsync(home, _redis);
            redis = new RedisServer(Path.Combine(Folder, "redis", RedisSupply.SocketName), _redis.Password);
        }

        return new GraderToJudge.WorldOpened(Number, Folder, redis, gate, decoy, Error: null);
    }

    // Its box has shown the folder by then; the judge tries until the server answers.
    private async Task ShowRedisAsync(HeldFolder home, IRedisServer server)
    {
        using var timer = new PeriodicTimer(SandboxTimes.EndLook, _setting.Time);
        while (!File.Exists(home.Inside(RedisSupply.SocketName)))
        {
            if (server.Ended.IsCompleted)
                return;
            await timer.WaitForNextTickAsync();
        }

        _folders.ShowServer(home, "redis");
    }

    private string? OpenJudgeGate(string name, string run)
    {
        if (_setting.Docker is not { } docker)
            return null;
        _dockerGates.Add(EngineGate.Listen(_folders.Own.Inside(name), docker.Engine, docker.Policy(run, DockerRole.Judge), _ => { }, _ => { }, _setting.Time));
        return Path.Combine(_setting.Home, _folders.Number, "own", name);
    }

    private SandboxSpec HostSpec(HeldFolder sockets)
    {
        var isBoxed = _setting.Sandbox.IsBoxed;
        var data = _folders.Data;
        var (shownSockets, shownData) = isBoxed ? ("/run/lab", "/data") : (sockets.Path, data.Path);
        var limits = ProcessLimits.Snippet(_setting.MemoryBytes, _setting.Wall);
        return new SandboxSpec(
            $"{_setting.Prefix}{Number}",
            [_setting.Sandbox.Tools.Dotnet, Path.Combine(_setting.App.Host, "BackendLabs.SnippetHost.dll"), shownSockets, sockets.Identity, shownData, data.Identity, .. _setting.Kinds],
            [new(_setting.App.Host, _setting.App.Host), new(sockets.Path, shownSockets), new(data.Path, shownData, Writable: true)],
            limits,
            _account)
        {
            Environment = DotnetSettings.ForSnippet(limits.MemoryBytes, _setting.Sandbox.Tools.HasIcu),
            Calls = SystemCallProfile.Student,
            DiskFolder = data,
        };
    }

    private async Task RemoveContainersAsync()
    {
        if (_dockerGates.Count == 0)
            return;
        using var limit = new CancellationTokenSource(SandboxTimes.ContainerEnd);
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

/// <summary>A folder of a world has another in its place: the judge's own code is the only one that could do that.</summary>
internal sealed class FolderExchangedException(string name) : Exception($"its check script put something else in the place of the world's folder {name}");

/// <summary>What every world of one judge has in common.</summary>
/// <param name="Prefix">Tells this judge's worlds from another's.</param>
/// <param name="Home">The folder of this judge's worlds: all that its box shows of the grader's.</param>
/// <param name="Kinds">Of the lab's services.</param>
internal sealed record WorldSetting(
    ProcessSandbox Sandbox,
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
