using BackendLabs.Labs.Files;

namespace BackendLabs.Labs.Tests;

/// <summary>What is made for its owner alone, and what is mended of what others could read.</summary>
internal sealed class PrivateFolders
{
    private const UnixFileMode Everybody = (UnixFileMode)0b110_110_110;
    private const UnixFileMode Others = (UnixFileMode)0b000_111_111;

    private DirectoryInfo _around = null!;
    private string _folder = "";

    [SetUp]
    public void Begin()
    {
        _around = Directory.CreateTempSubdirectory("lab-private-");
        _folder = Path.Combine(_around.FullName, "backendlabs");
    }

    [TearDown]
    public void End() => _around.Delete(recursive: true);

    [Test]
    public void Folders_and_files_are_made_for_their_owner_alone()
    {
        PrivateFolder.Make(Path.Combine(_folder, "a", "b"));
        PrivateFile.Write(Path.Combine(_folder, "a", "written"), "x"u8);
        PrivateFile.Open(Path.Combine(_folder, "a", "b", "opened"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None).Dispose();
        PrivateFile.Make(Path.Combine(_folder, "made"));

        Assert.That(OpenToOthers(_folder), Is.Empty);
        Assert.That(Directory.EnumerateFileSystemEntries(Path.Combine(_folder, "a")).Select(Path.GetFileName), Is.EquivalentTo(new[] { "b", "written" }), "Nothing unfinished is left.");
    }

    [Test]
    public void What_others_could_read_is_mended_however_deep_it_lies()
    {
        var deep = Make("log/old/older/web.log");
        var program = Make("script");
        File.SetUnixFileMode(program, Everybody | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);

        PrivateFolder.Mend(_folder);

        Assert.That(OpenToOthers(_folder), Is.Empty);
        Assert.That(File.GetUnixFileMode(deep), Is.EqualTo((UnixFileMode)0b110_000_000));
        Assert.That(File.GetUnixFileMode(program), Is.EqualTo((UnixFileMode)0b111_000_000), "What its owner may do stays.");
    }

    [Test]
    public void No_link_is_followed_and_no_second_name_is_changed()
    {
        Make("store.db");
        var outside = Path.Combine(_around.FullName, "outside");
        File.WriteAllText(outside, "another's");
        var twice = Path.Combine(_around.FullName, "twice");
        File.WriteAllText(twice, "known elsewhere");
        foreach (var file in (string[])[outside, twice])
            File.SetUnixFileMode(file, Everybody);
        File.CreateSymbolicLink(Path.Combine(_folder, "link"), outside);
        File.CreateSymbolicLink(Path.Combine(_folder, "folder"), _around.FullName);
        Run("ln", twice, Path.Combine(_folder, "hard"));
        var around = File.GetUnixFileMode(_around.FullName);

        PrivateFolder.Mend(_folder);
        PrivateFile.Mend(Path.Combine(_folder, "link"));

        Assert.That((File.GetUnixFileMode(outside), File.GetUnixFileMode(twice), File.GetUnixFileMode(_around.FullName)), Is.EqualTo((Everybody, Everybody, around)));
    }

    [Test]
    public void A_folder_that_is_itself_a_link_stays_as_it_is()
    {
        Make("store.db");
        var mode = File.GetUnixFileMode(_folder);
        var link = Path.Combine(_around.FullName, "link");
        Directory.CreateSymbolicLink(link, _folder);
        PrivateFolder.Mend(link);
        Assert.That(File.GetUnixFileMode(_folder), Is.EqualTo(mode));
    }

    [Test]
    public void A_pipe_and_a_socket_hold_nobody_up()
    {
        Make("store.db");
        Run("mkfifo", Path.Combine(_folder, "pipe"));
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(Path.Combine(_folder, "socket")));
        PrivateFolder.Mend(_folder);
        Assert.That(File.GetUnixFileMode(_folder), Is.EqualTo((UnixFileMode)0b111_000_000));
    }

    [Test]
    public void What_other_accounts_must_reach_can_be_gone_to_and_not_listed()
    {
        var program = Make("app/v1/host/program");
        Make("store.db");
        var programs = Path.Combine(_folder, "app");

        PrivateFolder.Mend(_folder, passage: programs, programs);

        Assert.That(File.GetUnixFileMode(_folder), Is.EqualTo((UnixFileMode)0b111_001_001));
        Assert.That((File.GetUnixFileMode(program), File.GetUnixFileMode(Path.Combine(_folder, "store.db"))), Is.EqualTo((Everybody, (UnixFileMode)0b110_000_000)));
    }

    [Test]
    public void What_belongs_to_another_account_stays_as_it_is()
    {
        if (!Environment.IsPrivilegedProcess)
            Assert.Ignore("Only root can make a file of another's.");
        var other = Make("other");
        Run("chown", "12345", other);
        PrivateFolder.Mend(_folder);
        Assert.That(File.GetUnixFileMode(other), Is.EqualTo(Everybody));
    }

    private string Make(string name)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "mine");
        File.SetUnixFileMode(path, Everybody);
        return path;
    }

    private static IEnumerable<string> OpenToOthers(string folder) => Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Prepend(folder)
        .Where(path => (File.GetUnixFileMode(path) & Others) != UnixFileMode.None);

    private static void Run(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, program);
    }
}
