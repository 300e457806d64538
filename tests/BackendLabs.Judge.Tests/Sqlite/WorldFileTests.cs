using BackendLabs.Judge.Sqlite;

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

    [Test]
    public void A_file_larger_than_allowed_is_not_opened()
    {
        using (var file = File.OpenWrite(_path))
            file.SetLength(200L * 1024 * 1024);
        AssertSpoiled("larger than 128 MB");
    }

    private void AssertSpoiled(string words) =>
        Assert.That(() => WorldFile.EnsurePlain(_path), Throws.TypeOf<DatabaseSpoiledException>().With.Message.Contain(words));
}
