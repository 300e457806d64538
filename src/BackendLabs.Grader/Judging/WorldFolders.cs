using System.Globalization;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Judging;

/// <summary>
/// The folders of one world. The grader makes each of them out of the judge's sight, holds it by its descriptor, and only
/// then moves it to where the judge's box shows it. As root, the world's own folder stays root's, so that nobody exchanges
/// what is in it; an ordinary user's judge may, and is found out by the identity of what a box shows.
/// </summary>
internal sealed class WorldFolders : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Others pass through to what is theirs; they cannot list.
    private const UnixFileMode PassThrough = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // What is made in it belongs to the world's group, too.
    private const UnixFileMode Looked = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.SetGroup;
    private const UnixFileMode Shared = Looked | UnixFileMode.GroupWrite;

    private readonly HeldFolder _staging;
    private readonly HeldFolder _home;
    private readonly HeldFolder _world;
    private readonly string _name;
    private readonly ProcessAccount? _judge;
    private readonly ProcessAccount? _student;
    private readonly List<HeldFolder> _held = [];

    /// <param name="home">The folder of this judge's worlds, in a folder that only this grader writes to.</param>
    /// <param name="stagingName">Of this world alone.</param>
    /// <exception cref="IOException">No folder can be made.</exception>
    public WorldFolders(string staging, string home, string stagingName, int number, ProcessAccount? judge, ProcessAccount? student)
    {
        (_name, _judge, _student) = (stagingName, judge, student);
        Number = number.ToString(CultureInfo.InvariantCulture);
        _staging = Held(HeldFolder.Open(staging));
        _home = Held(HeldFolder.Open(home));
        _world = Held(_staging.Make(stagingName, MachineTools.IsRoot ? PassThrough : OwnerOnly));
        Own = Held(_world.Make("own", OwnerOnly));
        Data = Held(_world.Make("db", OwnerOnly));
        Give(Data, judge?.User, Shared);
    }

    public string Number { get; }

    /// <summary>Where the judge sees the world.</summary>
    public string Path => _world.Path;

    /// <summary>The judge's alone: what it keeps of the world, and its gates to Docker.</summary>
    public HeldFolder Own { get; }

    /// <summary>The database's; judge and student write to it.</summary>
    public HeldFolder Data { get; }

    /// <summary>Has the judge see the world.</summary>
    public void Show()
    {
        if (_judge is not null)
            Own.Give(_judge.User, _judge.Group, OwnerOnly);
        _world.MoveTo(_home, Number);
    }

    /// <summary>A server's folder, which the judge does not see yet.</summary>
    /// <param name="name">Of the service's folder in the world.</param>
    public HeldFolder MakeServer(string name) => Held(_staging.Make(_name + name, OwnerOnly));

    /// <summary>A folder in a server's.</summary>
    public HeldFolder MakeIn(HeldFolder server, string name) => Held(server.Make(name, OwnerOnly));

    /// <summary>Gives a server's folder to its account; the world's group may enter it.</summary>
    public static void Give(HeldFolder server, ProcessAccount? account)
    {
        if (account is not null)
            server.Give(account.User, account.Group, Looked);
    }

    public void ShowServer(HeldFolder server, string name) => server.MoveTo(_world, name);

    /// <summary>The folder of a student's process, which the judge does not see yet.</summary>
    public HeldFolder MakeHost(int host) => Held(_staging.Make(string.Create(CultureInfo.InvariantCulture, $"{_name}h{host}"), OwnerOnly));

    /// <summary>Has the judge see the folder, and listen in it: the student's process only looks.</summary>
    public void ShowHost(HeldFolder folder, int host)
    {
        Give(folder, _judge?.User, Looked);
        folder.MoveTo(_world, string.Create(CultureInfo.InvariantCulture, $"h{host}"));
    }

    /// <summary>A student's process has ended: its folder goes with the world.</summary>
    public void LetGo(HeldFolder host)
    {
        lock (_held)
            _held.Remove(host);
        host.Dispose();
    }

    /// <summary>Removes everything, wherever the judge may have moved it.</summary>
    /// <exception cref="IOException">Something is still in use.</exception>
    public void Remove()
    {
        foreach (var folder in _held.Skip(2))
            folder.Empty();
        foreach (var folder in _held.Where(folder => folder == _world || _staging.Holds(folder)))
            FolderTree.Remove(folder.Path);
    }

    public void Dispose() => _held.ForEach(folder => folder.Dispose());

    // Without an account of its own, a world is the grader's, and its processes are too.
    private void Give(HeldFolder folder, int? user, UnixFileMode mode)
    {
        if (user is not null && _student is not null)
            folder.Give(user.Value, _student.Group, mode);
    }

    private HeldFolder Held(HeldFolder folder)
    {
        lock (_held)
            _held.Add(folder);
        return folder;
    }
}
