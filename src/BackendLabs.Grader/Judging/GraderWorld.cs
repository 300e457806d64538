using System.Collections.Concurrent;
using System.Globalization;
using BackendLabs.CompilerClient;
using BackendLabs.Contract;
using BackendLabs.Grader.Services;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Judging;

/// <summary>The grader's side of a world: its folder, its server, its student's processes. It never looks into any of them.</summary>
internal sealed class GraderWorld : IAsyncDisposable
{
    /// <summary>Processes that one check may have after each other; a check restarts a few times.</summary>
    private const int MostHosts = 1_000;

    private readonly WorldSetting _setting;
    private readonly ProcessAccount? _account;
    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly ConcurrentDictionary<int, ISandboxedProcess> _hosts = [];
    private readonly ConcurrentDictionary<int, HeldFolder> _placed = [];
    private readonly ConcurrentDictionary<int, bool> _stopped = [];
    private readonly WorldFolders _folders;
    private readonly WorldContext _context;
    private readonly IReadOnlyList<WorldService> _services;
    private int _lastHost;
    private bool _ended;

    private GraderWorld(int number, WorldSetting setting, ProcessAccount? account)
    {
        Number = number;
        _setting = setting;
        _account = account;
        _folders = new WorldFolders(
            setting.Sandbox.Folder.Staging, setting.Home, string.Create(CultureInfo.InvariantCulture, $"{setting.Prefix}{number}"), number, setting.JudgeAccount, account);
        _context = new WorldContext(setting, _folders, number, $"{setting.Sandbox.Folder.Name}{setting.Prefix}{number}", account);
        _services = [.. setting.Supplies.Select(supply => supply.Open(_context))];
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
            await Task.WhenAll(_services.Select(service => service.ShownAsync()));
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
        foreach (var service in _services)
            service.OpenGate(folder, host, tell);
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

    /// <summary>Kills a service's server, or starts it again.</summary>
    /// <exception cref="BrokenMessageException">The world has no such server.</exception>
    public async Task SwitchServerAsync(string kind, bool on)
    {
        await _changing.WaitAsync();
        try
        {
            if (_ended)
                return;
            var service = _services.FirstOrDefault(service => service.Kind == kind) ?? throw new BrokenMessageException($"a switch of a server of kind {kind}, which the lab has not");
            await service.SwitchAsync(on);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Has each service tell what it sees by itself.</summary>
    /// <exception cref="FolderExchangedException">A folder of a process that runs is no longer the one that was made.</exception>
    public Task SettleAsync(Action<GraderToJudge> tell)
    {
        foreach (var sockets in _placed.Values)
            RequireInPlace(sockets);
        return Task.WhenAll(_services.Select(service => service.SettleAsync(tell)));
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
        await Task.WhenAll([.. _hosts.Values.Select(host => host.DisposeAsync().AsTask()), .. _services.Select(service => service.EndAsync())]);
        foreach (var host in _hosts.Values.Where(host => host.Ended.IsCompletedSuccessfully))
            Exceeded ??= (await host.Ended).Exceeded;
        Exceeded ??= _services.Select(service => service.Exceeded).FirstOrDefault(words => words is not null);
        foreach (var service in _services)
            await service.DisposeAsync();
        try
        {
            _folders.Remove();
        }
        finally
        {
            _folders.Dispose();
            if (_account is not null)
                _setting.Sandbox.Accounts!.Return(_account);
            _context.ReturnAccounts();
        }
    }

    private async Task<GraderToJudge.WorldOpened> OpenAsync(CancellationToken cancellationToken)
    {
        foreach (var service in _services)
            service.Prepare();
        _folders.Show();
        var places = new Dictionary<string, ServicePlace>(StringComparer.Ordinal);
        foreach (var service in _services)
        {
            if (await service.StartAsync(cancellationToken) is { } place)
                places.Add(service.Kind, place);
        }

        return new GraderToJudge.WorldOpened(Number, Folder, places, Error: null);
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
            [new(_setting.App.Host, _setting.App.Host), new(sockets.Path, shownSockets), new(data.Path, shownData, Writable: true), .. _services.SelectMany(service => service.Mounts)],
            limits,
            _account)
        {
            Environment = DotnetSettings.ForSnippet(limits.MemoryBytes, _setting.Sandbox.Tools.HasIcu),
            Calls = SystemCallProfile.Student,
            DiskFolder = data,
        };
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
    IReadOnlyList<string> Kinds,
    IReadOnlyList<ServiceSupply> Supplies,
    TimeProvider Time);
