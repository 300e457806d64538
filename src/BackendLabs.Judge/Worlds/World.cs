using BackendLabs.Contract;
using BackendLabs.Judge.Snippets;
using BackendLabs.Judge.Sqlite;

namespace BackendLabs.Judge.Worlds;

/// <summary>One fresh world: a folder, its database and servers, and the student's process in it.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly GraderLink _grader;
    private readonly JudgeRequest.Prepare _lab;
    private HostConnection? _host;
    private Func<int, string, ValueTask> _openGates = (_, _) => ValueTask.CompletedTask;

    private World(int number, GraderLink grader, JudgeRequest.Prepare lab, JudgeRequest.WorldOpened opened)
    {
        Number = number;
        _grader = grader;
        _lab = lab;
        Opened = opened;
    }

    public int Number { get; }

    public JudgeRequest.WorldOpened Opened { get; }

    /// <summary>From 1; a restart makes the next.</summary>
    public int HostNumber { get; private set; }

    public HostConnection Host => _host ?? throw new InvalidOperationException("The world's process has not been started.");

    /// <summary>What the student's process reported of itself; set by the check that uses this world.</summary>
    public Action<HostReply> Observed { get; set; } = _ => { };

    public string DatabasePath => Path.Combine(Opened.Folder, "db", "lab.db");

    public bool HasDatabase => _lab.Services.Values.Contains("sqlite");

    /// <exception cref="WorldException">A part of the world could not be started.</exception>
    public static async Task<World> OpenAsync(GraderLink grader, JudgeRequest.Prepare lab, CancellationToken cancellationToken)
    {
        var opened = await grader.OpenWorldAsync(cancellationToken);
        var world = new World(opened.World, grader, lab, opened);
        try
        {
            if (world.HasDatabase)
                WorldDatabase.Create(world.DatabasePath, lab.SeedSql);
            await world.StartHostAsync(cancellationToken);
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

    /// <summary>Opens gates in the folder of the present host, and in that of each one to come before its process starts.</summary>
    public ValueTask OpenGatesAsync(Func<int, string, ValueTask> open)
    {
        _openGates = open;
        return open(HostNumber, HostFolder(HostNumber));
    }

    public async Task RestartHostAsync()
    {
        await EndHostAsync();
        await StartHostAsync(CancellationToken.None);
    }

    /// <summary>Waits for what a gate outside the judge saw of this world; at once where the world has none.</summary>
    public Task SettleAsync() => Opened.DockerSocket is null ? Task.CompletedTask : _grader.SettleAsync(Number);

    /// <summary>Completes when the student's process has ended, by itself or not.</summary>
    public Task<HostExit> HostEndedAsync() => _grader.HostEndedAsync(Number, HostNumber);

    /// <summary>Kills the student's process and waits until it is gone.</summary>
    public async Task<HostExit> EndHostAsync()
    {
        _grader.StopHost(Number, HostNumber);
        var exit = await _grader.HostEndedAsync(Number, HostNumber);
        if (_host is not null)
            await _host.DisposeAsync();
        return exit;
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        _grader.EndWorld(Number);
    }

    private async Task StartHostAsync(CancellationToken cancellationToken)
    {
        HostNumber++;
        var folder = HostFolder(HostNumber);
        Directory.CreateDirectory(folder);
        await _openGates(HostNumber, folder);

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(JudgeTimes.HostStart);
        var refused = _grader.HostEndedAsync(Number, HostNumber);
        var accepting = HostConnection.AcceptAsync(
            Path.Combine(folder, "host.sock"), () => _grader.StartHost(Number, HostNumber), _lab.Limits.OutputBytes, reply => Observed(reply), patience.Token);
        if (await Task.WhenAny(accepting, refused) == refused && !accepting.IsCompleted)
        {
            await patience.CancelAsync();
            throw new WorldException($"The process for your code ended before it was ready: {(await refused).LastWords}");
        }

        try
        {
            _host = await accepting;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new WorldException($"The process for your code was not ready after {JudgeTimes.HostStart.TotalSeconds:0} seconds.");
        }
    }
}

/// <summary>A world could not be made: our problem, not the student's.</summary>
internal sealed class WorldException(string message) : Exception(message);
