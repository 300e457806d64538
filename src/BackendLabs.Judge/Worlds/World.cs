using System.Collections.Concurrent;
using BackendLabs.Contract;
using BackendLabs.Contract.Services;

namespace BackendLabs.Judge.Worlds;

/// <summary>One fresh world: a folder, its database and servers, and the student's process in it.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly GraderLink _grader;
    private readonly GraderToJudge.Prepare _lab;
    private readonly List<WorldClient> _clients = [];
    private Func<WorldClient, int, string, ValueTask> _openGates = (_, _, _) => ValueTask.CompletedTask;
    private Func<int, Task> _hostEnded = _ => Task.CompletedTask;
    private readonly Queue<Task<SpareHost>> _spares = [];
    private readonly List<int> _started = [];
    private bool _isOver;
    private readonly ConcurrentDictionary<int, int> _clientOf = new();
    private int _lastHost;

    private World(int number, GraderLink grader, GraderToJudge.Prepare lab, GraderToJudge.WorldOpened opened)
    {
        Number = number;
        _grader = grader;
        _lab = lab;
        Opened = opened;
    }

    public int Number { get; }

    /// <summary>The check that uses it; null until one does.</summary>
    public string? CheckId { get; set; }

    public GraderToJudge.WorldOpened Opened { get; }

    /// <summary>The process that every check has; others only where it asks for them.</summary>
    public WorldClient Main => _clients[0];

    /// <summary>What the student's process reported of itself; set by the check that uses this world.</summary>
    public Action<WorldClient, HostToJudge> Observed { get; set; } = (_, _) => { };

    /// <summary>Where the world's service of a kind is; null where the world has none, or it has no place of its own.</summary>
    public ServicePlace? PlaceOf(string kind) => Opened.Places.GetValueOrDefault(kind);

    /// <summary>The lab's texts that fill a service of a kind.</summary>
    public IReadOnlyList<string> SeedOf(string kind) => _lab.Seeds.GetValueOrDefault(kind) ?? [];

    /// <exception cref="WorldException">A part of the world could not be started.</exception>
    public static async Task<World> OpenAsync(GraderLink grader, GraderToJudge.Prepare lab, WorldFilling fill, CancellationToken cancellationToken)
    {
        var opened = await grader.OpenWorldAsync(cancellationToken);
        var world = new World(opened.World, grader, lab, opened);
        try
        {
            await fill(world, cancellationToken);
            await world.AddClientAsync(cancellationToken);
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>The folder that this host's sandbox shows.</summary>
    public string HostFolder(int host) => Path.Combine(Opened.Folder, "h" + host);

    /// <summary>Opens gates in the folder of the present process, and in that of each one to come before it starts.</summary>
    /// <param name="ended">Told of each process that the judge ended, once it is gone.</param>
    /// <param name="open">Given a client, the number of its process and the folder that this process's sandbox shows.</param>
    public ValueTask OpenGatesAsync(Func<WorldClient, int, string, ValueTask> open, Func<int, Task> ended)
    {
        _openGates = open;
        _hostEnded = ended;
        return open(Main, Main.HostNumber, HostFolder(Main.HostNumber));
    }

    /// <summary>Starts one more process, as a second server of the same service is started.</summary>
    /// <exception cref="WorldException">It did not start.</exception>
    public async Task<WorldClient> AddClientAsync(CancellationToken cancellationToken)
    {
        WorldClient client;
        lock (_clients)
            _clients.Add(client = new WorldClient(this, _clients.Count + 1));
        await client.StartAsync(cancellationToken);
        return client;
    }

    /// <summary>How many processes the check has had beyond its first.</summary>
    public int FurtherHosts => _clientOf.Count - 1;

    /// <summary>Starts processes that nobody has asked for yet; they know nothing of the student's code before somebody does.</summary>
    public void StartSpares(int count)
    {
        lock (_spares)
        {
            for (; count > 0; count--)
                _spares.Enqueue(StartSpareAsync());
        }
    }

    /// <summary>The next process, which is this client's: one that is ready, or a new one.</summary>
    /// <returns>Its number, from 1, and the connection to it.</returns>
    /// <exception cref="WorldException">It did not start.</exception>
    public async Task<(int Host, HostConnection Connection)> NextHostAsync(WorldClient client, CancellationToken cancellationToken)
    {
        if (await TakeSpareAsync() is { } spare)
        {
            // A process that starts now would be refused where its folders are no longer those that were made; so is this.
            await _grader.SettleAsync(Number);
            _clientOf[spare.Host] = client.Number;
            spare.Owner = client;
            await _openGates(client, spare.Host, HostFolder(spare.Host));
            return (spare.Host, spare.Connection!);
        }

        var (host, placed) = PlaceHost(client);
        return (host, await StartHostAsync(host, placed, reply => Observed(client, reply), folder => _openGates(client, host, folder), cancellationToken));
    }

    private async Task<SpareHost?> TakeSpareAsync()
    {
        Task<SpareHost>? starting;
        lock (_spares)
        {
            if (!_spares.TryDequeue(out starting))
                return null;
        }

        try
        {
            return await starting;
        }
        catch (WorldException)
        {
            // Then one is started now, and says what is wrong.
            return null;
        }
    }

    private async Task<SpareHost> StartSpareAsync()
    {
        var (host, placed) = PlaceHost(client: null);
        var spare = new SpareHost(host);
        spare.Connection = await StartHostAsync(host, placed, reply => Hear(spare, reply), _ => ValueTask.CompletedTask, CancellationToken.None);
        return spare;
    }

    private void Hear(SpareHost spare, HostToJudge reply)
    {
        if (spare.Owner is { } owner)
            Observed(owner, reply);
    }

    // The number of the next process, and what completes when its folder is there.
    private (int Host, Task Placed) PlaceHost(WorldClient? client)
    {
        // The grader takes numbers in sequence only.
        lock (_clientOf)
        {
            var host = ++_lastHost;
            if (client is not null)
                _clientOf[host] = client.Number;
            return (host, _grader.PlaceHost(Number, host));
        }
    }

    /// <summary>Whose a process is or was, as a check counts its clients, from 1; 0 for the judge.</summary>
    public int ClientOf(int host) => _clientOf.GetValueOrDefault(host);

    /// <summary>Waits for what a gate outside the judge saw of this world; at once where the world has none.</summary>
    public Task SettleAsync() => _lab.Services.Values.Any(kind => ServiceKinds.Of(kind).Witness == OperationWitness.GraderGate) ? _grader.SettleAsync(Number) : Task.CompletedTask;

    /// <summary>Asks the grader whether a server of this world was ended for its limits, before an error is put down to anybody.</summary>
    public Task SettleServersAsync() => _lab.Services.Values.Any(kind => ServiceKinds.Of(kind).Witness == OperationWitness.ServerLog) ? _grader.SettleAsync(Number) : Task.CompletedTask;

    /// <summary>Kills a server, as a crash does, or starts it again on what it had written.</summary>
    /// <exception cref="WorldException">The grader could not.</exception>
    public Task SwitchServerAsync(string kind, bool on) => _grader.SwitchServerAsync(Number, kind, on);

    public Task<HostExit> HostEndedAsync(int host) => _grader.HostEndedAsync(Number, host);

    /// <exception cref="WorldException">The grader does not say that it ended.</exception>
    public async Task<HostExit> EndHostAsync(int host)
    {
        _grader.StopHost(Number, host);
        try
        {
            var exit = await _grader.HostEndedAsync(Number, host).WaitAsync(JudgeTimes.HostEnd);
            await _hostEnded(host);
            return exit;
        }
        catch (TimeoutException)
        {
            throw new WorldException($"The process for your code did not end within {JudgeTimes.HostEnd.TotalSeconds:0} seconds.");
        }
    }

    /// <summary>Kills every process of the student's and lets none begin after it, so that files lie still.</summary>
    /// <returns>Whether all of them are gone.</returns>
    public async Task<bool> EndAllHostsAsync()
    {
        int[] hosts;
        lock (_started)
        {
            _isOver = true;
            hosts = [.. _started];
        }

        foreach (var host in hosts)
            _grader.StopHost(Number, host);
        try
        {
            await Task.WhenAll(hosts.Select(HostEndedAsync)).WaitAsync(JudgeTimes.HostEnd);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync()
    {
        _grader.EndWorld(Number, CheckId);
        // The grader looks at what each process holds before it ends it. One whose connection closed first would end by
        // itself, and what it hid in files without a name would be gone unseen. Nobody waits for this with a verdict.
        foreach (var client in _clients)
            _ = client.CloseAfterEndAsync();
        lock (_spares)
        {
            while (_spares.TryDequeue(out var unused))
                _ = CloseAfterEndAsync(unused);
        }

        return ValueTask.CompletedTask;
    }

    private static async Task CloseAfterEndAsync(Task<SpareHost> unused)
    {
        await ((Task)unused).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (unused.IsCompletedSuccessfully)
            await WorldClient.CloseAfterEndAsync(unused.Result.Connection!);
    }

    /// <param name="placed">Completes when the grader has made the process's folder.</param>
    /// <param name="openGates">Opens what it needs in its folder, before it starts.</param>
    private async Task<HostConnection> StartHostAsync(
        int host, Task placed, Action<HostToJudge> heard, Func<string, ValueTask> openGates, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(JudgeTimes.HostStart);
        var refused = _grader.HostEndedAsync(Number, host);
        try
        {
            if (await Task.WhenAny(placed, refused).WaitAsync(patience.Token) == refused)
                throw await RefusedAsync(refused);
            var folder = HostFolder(host);
            await openGates(folder);
            var accepting = HostConnection.AcceptAsync(
                Path.Combine(folder, "host.sock"), () => Start(host), _lab.Limits.OutputBytes, heard, patience.Token);
            if (await Task.WhenAny(accepting, refused) == refused && !accepting.IsCompleted)
            {
                await patience.CancelAsync();
                throw await RefusedAsync(refused);
            }

            return await accepting;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new WorldException($"The process for your code was not ready after {JudgeTimes.HostStart.TotalSeconds:0} seconds.");
        }
    }

    private static async Task<WorldException> RefusedAsync(Task<HostExit> refused) =>
        new($"The process for your code ended before it was ready: {(await refused).LastWords}");

    // A check whose time is up may still be asking for a process.
    private void Start(int host)
    {
        lock (_started)
        {
            if (_isOver)
                throw new WorldException("The check is over; no further process of your code is started.");
            _started.Add(host);
            _grader.StartHost(Number, host);
        }
    }
}

/// <summary>A process that was started before anybody asked for it.</summary>
internal sealed class SpareHost(int host)
{
    public int Host => host;

    /// <summary>Null until it is ready.</summary>
    public HostConnection? Connection { get; set; }

    /// <summary>Whose it has become; null before. What it says until then is nobody's.</summary>
    public WorldClient? Owner { get; set; }
}

/// <summary>Fills a fresh world's services, before anybody asks for the world.</summary>
/// <exception cref="WorldException">A service cannot be filled.</exception>
internal delegate Task WorldFilling(World world, CancellationToken cancellationToken);

/// <summary>A world could not be made: our problem, not the student's.</summary>
internal class WorldException(string message) : Exception(message);
