using System.Diagnostics;
using System.Net.Sockets;
using BackendLabs.Judge.Services.Sqlite;

namespace BackendLabs.Judge.Tests.Sqlite;

internal sealed class WorldFileTests
{
    private string _folder = null!;
    private string _path = null!;

    [SetUp]
    public void MakeDatabase()
    {
        _folder = Directory.CreateTempSubdirectory("world-file-").FullName;
        _path = Path.Combine(_folder, "lab.db");
        File.WriteAllText(_path, "x");
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_plain_file_alone_is_opened() => Assert.That(() => WorldFile.EnsurePlain(_path), Throws.Nothing);

    [Test]
    public void A_link_in_its_place_is_not_followed()
    {
        File.Delete(_path);
        File.CreateSymbolicLink(_path, "/etc/hostname");
        AssertSpoiled("no longer a plain file");
    }

    [Test]
    public void A_missing_file_is_named()
    {
        File.Delete(_path);
        AssertSpoiled("lab.db is gone");
    }

    [Test]
    public void A_folder_planted_as_a_journal_is_noticed()
    {
        Directory.CreateDirectory(_path + "-journal");
        AssertSpoiled("lab.db-journal is no longer a plain file");
    }

    [TestCase("-wal")]
    [TestCase("-shm")]
    [TestCase("-journal")]
    public void A_link_planted_beside_it_is_not_followed(string ending)
    {
        File.CreateSymbolicLink(_path + ending, "/etc/hostname");
        AssertSpoiled($"lab.db{ending} is no longer a plain file");
    }

    [Test]
    public void A_second_name_for_another_file_is_not_opened()
    {
        File.Delete(_path);
        File.WriteAllText(Path.Combine(_folder, "other"), "x");
        Run("ln", Path.Combine(_folder, "other"), _path);
        AssertSpoiled("lab.db has a second name");
    }

    [TestCase("")]
    [TestCase("-wal")]
    public void A_pipe_is_not_opened(string ending)
    {
        File.Delete(_path + ending);
        Run("mkfifo", _path + ending);
        AssertSpoiled($"lab.db{ending} is no longer a plain file");
    }

    [Test]
    public void A_socket_is_not_opened()
    {
        File.Delete(_path);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_path));
        AssertSpoiled("lab.db is no longer a plain file");
    }

    [Test]
    public void A_device_is_not_opened()
    {
        if (!Environment.IsPrivilegedProcess)
            Assert.Ignore("Only root can make a device: run this by sudo.");
        File.Delete(_path);
        Run("mknod", _path, "c", "1", "5");
        AssertSpoiled("lab.db is no longer a plain file");
    }

    [Test]
    public void A_file_larger_than_allowed_is_not_opened()
    {
        using (var file = File.OpenWrite(_path))
            file.SetLength(200L * 1024 * 1024);
        AssertSpoiled("larger than 128 MB");
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assume.That(process.ExitCode, Is.Zero, $"{program} did not work here.");
    }

    private void AssertSpoiled(string words) =>
        Assert.That(() => WorldFile.EnsurePlain(_path), Throws.TypeOf<DatabaseSpoiledException>().With.Message.Contain(words));
}
