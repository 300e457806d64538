using System.Net.Sockets;
using BackendLabs.Contract;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Services.Servers;

/// <summary>
/// A world's own database server. Its folder holds the data, which only the server's account reads; the server's log, which
/// the judge reads; and a folder with the socket, which judge and snippet see.
/// </summary>
internal sealed class ServerWorld(DatabaseServer server, ServerTemplate template, WorldContext context) : WorldService
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Shared = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.SetGroup;

    /// <summary>128 + SIGXFSZ.</summary>
    private const int FileTooLarge = 128 + 25;

    private ProcessAccount? _account;
    private HeldFolder? _home;
    private HeldFolder? _sockets;
    private ISandboxedProcess? _process;
    private string? _exceeded;

    public override string Kind => server.Kind;

    // In the snippet's box under the same path in every world: clients put it into their words.
    public override IReadOnlyList<SandboxMount> Mounts =>
        _sockets is null || !context.Setting.Sandbox.IsBoxed ? [] : [new SandboxMount(_sockets.Path, "/run/" + Kind)];

    public override async Task<ServicePlace?> StartAsync(CancellationToken cancellationToken)
    {
        _account = context.RentAccount();
        _home = context.Folders.MakeServer(Kind);
        template.CopyTo(_home, _account);
        _sockets = context.Folders.MakeIn(_home, "sock");
        MakeLog();
        Give(_sockets);
        Give(_home);
        context.Folders.ShowServer(_home, Kind);
        await RunAsync();
        var shown = context.Setting.Sandbox.IsBoxed ? "/run/" + Kind : _sockets.Path;
        return new ServicePlace(server.AddressIn(_sockets.Path), template.Password) { ForSnippet = server.AddressIn(shown) };
    }

    public override async Task SwitchAsync(bool on)
    {
        if (!on)
            await EndAsync();
        else if (_process is null)
            await RunAsync();
    }

    public override string? Exceeded => _exceeded;

    public override async Task SettleAsync(Action<GraderToJudge> tell)
    {
        if (_process is not { } process)
            return;
        // One that no longer listens has ended, or is about to: how, is known a moment later.
        if (!process.WasOutOfMemory && !Listens())
            await ((Task)process.Ended).WaitAsync(SandboxTimes.Kill).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (process.WasOutOfMemory)
            Refuse($"more than {server.Limits.MemoryBytes / ProcessLimits.MB} MB of memory", "a statement of your code made the server need more, and it was ended");
        else if (process.Exceeded is { } words)
            Refuse("so much on the disk", $"{char.ToLowerInvariant(words[0])}{words[1..].TrimEnd('.')}, and the server was ended");
        else if (process.Ended is { IsCompletedSuccessfully: true, Result.Code: FileTooLarge })
            Refuse($"a file of more than {server.Limits.FileBytes / ProcessLimits.MB} MB", "your code made the server write one, and it was ended");

        void Refuse(string operation, string reason) => tell(new GraderToJudge.ServiceRefused(context.Number, 0, new GateRefusal(Kind, operation, reason)));
    }

    public override async Task EndAsync()
    {
        if (Interlocked.Exchange(ref _process, null) is not { } process)
            return;
        await process.DisposeAsync();
        _exceeded ??= process.Exceeded;
    }

    private bool Listens()
    {
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(_sockets!.Inside(server.SocketName)));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task RunAsync()
    {
        foreach (var left in Directory.EnumerateFileSystemEntries(_sockets!.Inside(".")))
            File.Delete(left);
        var sandbox = context.Setting.Sandbox;
        var (data, sockets) = sandbox.IsBoxed ? ("/data", "/sock") : (Path.Combine(_home!.Path, "data"), _sockets.Path);
        var mounts = new[] { new SandboxMount(Path.Combine(_home!.Path, "data"), "/data", Writable: true), new SandboxMount(_sockets.Path, "/sock", Writable: true) };
        _process = await sandbox.StartAsync(ServerBox.Of(server, sandbox, server.Command(data, sockets), _account, mounts) with
        {
            DiskFolder = _home,
            DiskLook = SandboxTimes.ServerDiskLook,
            ErrorFile = Path.Combine(_home.Path, "log"),
        });
    }

    // Made by us, so that it is there for the judge before the server writes its first line.
    private void MakeLog()
    {
        var log = _home!.Inside("log");
        File.WriteAllBytes(log, []);
        File.SetUnixFileMode(log, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        if (_account is not null)
            Native.ChangeOwner(log, _account.User, _account.Group);
    }

    private void Give(HeldFolder folder)
    {
        if (_account is not null)
            folder.Give(_account.User, _account.Group, Shared);
    }
}
