using BackendLabs.Cli.Serving;

namespace BackendLabs.Cli.Tests.Machine;

/// <summary>What the command keeps is for whoever gave it, and for no other account of the machine.</summary>
internal sealed class PrivatePlaces
{
    private const UnixFileMode Others = (UnixFileMode)0b000_111_111;

    private TestCommandContext _desk = null!;

    [SetUp]
    public void Begin() => _desk = new TestCommandContext();

    [TearDown]
    public void End() => _desk.Dispose();

    [Test]
    public void All_that_commands_make_is_private()
    {
        Assert.That(_desk.Run("start", TestCommandContext.Lab), Is.Zero, _desk.Error);
        using var context = _desk.CommandContext();
        using var held = UpLock.TryTake(context.Paths.DataFolder);
        held!.Tell("http://127.0.0.1:1", engine: null);
        using var log = new SupervisionLog(Path.Combine(context.Paths.DataFolder, "log", "web.log"));
        log.Write("a visitor's address");

        Assert.That(OpenToOthers(Path.Combine(_desk.Home, ".local/share/backendlabs")), Is.Empty);
        Assert.That(File.GetUnixFileMode(Path.Combine(_desk.Home, "backendlabs")) & Others, Is.EqualTo(UnixFileMode.None), "Answers.");
        Assert.That(Directory.Exists(Path.Combine(context.Paths.DataFolder, "log")) && File.Exists(Path.Combine(context.Paths.DataFolder, "progress.db")), Is.True);
    }

    [Test]
    public void What_an_earlier_version_left_open_is_closed_and_what_others_need_is_not()
    {
        var data = Path.Combine(_desk.Home, ".local/share/backendlabs");
        foreach (var name in (string[])["store.db", "store.db-wal", "log/web.log", "app/v1/host/program"])
            Leave(Path.Combine(data, name));
        var key = Path.Combine(_desk.Home, ".config/backendlabs/evidence.key");
        Leave(key);
        Leave(Path.Combine(_desk.Home, ".cache/backendlabs/0123"));

        _desk.CommandContext().Paths.ClosePrivateFolders();

        Assert.That(OpenToOthers(Path.Combine(data, "log")).Concat(OpenToOthers(Path.Combine(_desk.Home, ".cache/backendlabs"))), Is.Empty);
        Assert.That(new[] { "store.db", "store.db-wal" }.Select(name => File.GetUnixFileMode(Path.Combine(data, name))), Has.All.EqualTo((UnixFileMode)0b110_000_000));
        Assert.That(File.GetUnixFileMode(data), Is.EqualTo(Environment.IsPrivilegedProcess ? (UnixFileMode)0b111_001_001 : (UnixFileMode)0b111_000_000));
        Assert.That(File.GetUnixFileMode(Path.Combine(data, "app/v1/host/program")) & Others, Is.Not.EqualTo(UnixFileMode.None), "Root's sandboxes read it under other accounts.");
        Assert.That(File.GetUnixFileMode(Path.GetDirectoryName(key)!), Is.EqualTo((UnixFileMode)0b111_000_000));
        Assert.That(File.GetUnixFileMode(key) & Others, Is.Not.EqualTo(UnixFileMode.None), "That others could read it must be told, not hidden.");
    }

    [Test]
    public void A_place_that_was_named_is_made_as_its_owner_makes_folders()
    {
        var place = Path.Combine(_desk.Home, "shared");
        Directory.CreateDirectory(place);
        Assert.That(_desk.Run("start", TestCommandContext.Lab, "--to", place), Is.Zero, _desk.Error);
        Assert.That(File.GetUnixFileMode(Directory.GetDirectories(place).Single()), Is.EqualTo(File.GetUnixFileMode(place)));
    }

    private static void Leave(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "left");
        File.SetUnixFileMode(path, (UnixFileMode)0b110_100_100);
    }

    private static IEnumerable<string> OpenToOthers(string folder) => Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Prepend(folder)
        .Where(path => (File.GetUnixFileMode(path) & Others) != UnixFileMode.None);
}
