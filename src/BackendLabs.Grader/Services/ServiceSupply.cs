using BackendLabs.Contract;
using BackendLabs.Grader.Judging;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Services;

/// <summary>Where the worlds of one judge get a service from.</summary>
internal abstract class ServiceSupply
{
    public abstract WorldService Open(WorldContext context);
}

/// <summary>What a world gives each of its services.</summary>
/// <param name="RunName">Names this world among all of all graders.</param>
/// <param name="Student">The account of the snippet's processes; its group is the world's. Null where this is not root.</param>
internal sealed record WorldContext(WorldSetting Setting, WorldFolders Folders, int Number, string RunName, ProcessAccount? Student)
{
    private readonly List<ProcessAccount> _rented = [];

    /// <summary>An account for a server, in the world's group; it goes back when the world's folders are gone. Null where this is not root.</summary>
    public ProcessAccount? RentAccount()
    {
        if (Setting.Sandbox.Accounts?.Rent() is not { } account)
            return null;
        _rented.Add(account);
        return account with { Group = Student!.Group };
    }

    public void ReturnAccounts() => _rented.ForEach(account => Setting.Sandbox.Accounts!.Return(account));
}

/// <summary>One service of one world.</summary>
internal abstract class WorldService : IAsyncDisposable
{
    public abstract string Kind { get; }

    /// <summary>What the boxes of the snippet's processes show of it.</summary>
    public virtual IReadOnlyList<SandboxMount> Mounts => [];

    /// <summary>Makes what lies in the judge's own folder, before the judge sees the world.</summary>
    public virtual void Prepare()
    {
    }

    /// <summary>Starts what has to run.</summary>
    /// <returns>Where the judge reaches it; null for a service without a place.</returns>
    /// <exception cref="InfrastructureException">It cannot be started.</exception>
    public virtual Task<ServicePlace?> StartAsync(CancellationToken cancellationToken) => Task.FromResult<ServicePlace?>(null);

    /// <summary>Makes what a process of the snippet needs, before the judge sees the process's folder.</summary>
    /// <param name="tell">Told of what the service's gates outside the judge see.</param>
    public virtual void OpenGate(HeldFolder folder, int host, Action<GraderToJudge> tell)
    {
    }

    /// <summary>Completes when its folder is where everybody sees it from now on.</summary>
    public virtual Task ShownAsync() => Task.CompletedTask;

    /// <summary>Kills its server, as a crash does, or starts it again on what it had written.</summary>
    /// <exception cref="BrokenMessageException">It has none.</exception>
    public virtual Task SwitchAsync(bool on) => throw new BrokenMessageException($"a switch of {Kind}, which has no server to kill");

    /// <summary>Tells of what it sees by itself, before the judge decides on an error.</summary>
    /// <param name="tell">Told of what the service's own limits refused.</param>
    public virtual Task SettleAsync(Action<GraderToJudge> tell) => Task.CompletedTask;

    /// <summary>What its server took of the disk beyond its limit, for the student; null where it did not. Complete once it has ended.</summary>
    public virtual string? Exceeded => null;

    /// <summary>Ends its processes.</summary>
    public virtual Task EndAsync() => Task.CompletedTask;

    /// <summary>After every process of the world has ended.</summary>
    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
