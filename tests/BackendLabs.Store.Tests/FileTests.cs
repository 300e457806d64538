using System.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BackendLabs.Store.Tests;

/// <summary>The file of a SQLite store: whose it is, whether it is whole, and how long its lock is waited for.</summary>
internal sealed class FileTests
{
    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string _folder = "";

    private string Db => Path.Combine(_folder, "labs.db");

    [SetUp]
    public void Begin() => _folder = Directory.CreateTempSubdirectory("lab-file-").FullName;

    [TearDown]
    public void End() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_store_that_is_made_is_its_owners_alone_with_all_that_lies_beside_it()
    {
        await using var store = await OpenAsync();
        await store.People.EnsureAsync("ada", "Ada", CancellationToken.None);
        AssertPrivate();
    }

    [Test]
    public async Task A_store_that_everybody_could_read_is_closed_when_it_is_opened()
    {
        await using (var before = await OpenAsync())
            await before.People.EnsureAsync("ada", "Ada", CancellationToken.None);
        await using var holder = await OpenAsync(); // so that the log stays
        foreach (var file in Directory.EnumerateFiles(_folder))
            File.SetUnixFileMode(file, (UnixFileMode)0b110_110_110);

        await using var store = await OpenAsync();
        await store.People.EnsureAsync("bob", "Bob", CancellationToken.None);
        AssertPrivate();
    }

    [Test]
    public async Task Opening_a_store_again_drops_no_lock_that_this_process_has()
    {
        if (!File.Exists("/usr/bin/sqlite3"))
            Assert.Ignore("apt-get install sqlite3: another program that asks for the lock.");
        await using var store = await OpenAsync();
        await using var writer = new SqliteConnection($"Data Source={Db};Pooling=False");
        writer.Open();
        await writer.ExecuteAsync("begin immediate; delete from turn");
        // It waits for the writer; what it does before that must not take the writer's lock away.
        using var impatient = new CancellationTokenSource();
        var opening = Task.Run(() => OpenAsync(impatient.Token));
        using var other = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sqlite3", [Db, "begin immediate"]) { RedirectStandardError = true, UseShellExecute = false })!;
        var said = await other.StandardError.ReadToEndAsync();
        await other.WaitForExitAsync();
        Assert.That(said, Does.Contain("locked"), "Another process became the writer beside this one.");
        await writer.ExecuteAsync("commit");
        await (await opening).DisposeAsync();
    }

    [Test]
    public async Task A_writer_waits_for_another_process_by_milliseconds()
    {
        await using var store = await OpenAsync();
        await using var other = new SqliteConnection($"Data Source={Db};Pooling=False");
        other.Open();
        await other.ExecuteAsync("begin immediate");
        var began = Stopwatch.GetTimestamp();
        var writing = store.People.EnsureAsync("ada", "Ada", CancellationToken.None);
        Assert.That(writing.IsCompleted, Is.False);
        Assert.That(Stopwatch.GetElapsedTime(began), Is.LessThan(TimeSpan.FromSeconds(5)), "It waits, and holds no thread for it: SQLite itself would for ten seconds.");
        await other.ExecuteAsync("commit");
        await writing;
    }

    [Test]
    public async Task A_writer_that_is_given_up_gives_its_turn_to_the_next()
    {
        await using var store = await OpenAsync();
        await using var other = new SqliteConnection($"Data Source={Db};Pooling=False");
        other.Open();
        await other.ExecuteAsync("begin immediate");
        using var given = new CancellationTokenSource();
        var writing = store.People.EnsureAsync("ada", "Ada", given.Token);
        await given.CancelAsync();
        await Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), () => writing);
        await other.ExecuteAsync("commit");
        await store.People.EnsureAsync("bob", "Bob", CancellationToken.None);
    }

    [Test]
    public async Task A_copy_without_its_log_is_refused_and_not_taken_for_an_empty_store()
    {
        await using var store = await OpenAsync();
        var copy = Path.Combine(_folder, "copy.db");
        // As earlier versions made it: all that was written is in the log.
        await using (var early = new SqliteConnection($"Data Source={copy};Pooling=False"))
        {
            early.Open();
            await early.ExecuteAsync("pragma journal_mode = wal");
        }

        var error = (await Assert.ThrowsAsync<StoreUnusableException>(() => LabStore.OpenAsync(copy, TimeProvider.System, CancellationToken.None)))!;
        Assert.That(error.Message, Does.Contain("write-ahead log").And.Contain("copy.db-wal"));
        Assert.That(error.Remedy, Does.Contain(".backup"));
    }

    [Test]
    public async Task A_store_whose_first_start_was_cut_short_begins_anew()
    {
        await File.WriteAllBytesAsync(Db, []);
        await using var store = await OpenAsync();
        await store.People.EnsureAsync("ada", "Ada", CancellationToken.None);
    }

    private Task<LabStore> OpenAsync(CancellationToken cancellationToken = default) => LabStore.OpenAsync(Db, TimeProvider.System, cancellationToken);

    private void AssertPrivate()
    {
        var files = Directory.EnumerateFiles(_folder).ToDictionary(file => Path.GetFileName(file)!, File.GetUnixFileMode);
        Assert.That(files.Keys, Is.EquivalentTo(new[] { "labs.db", "labs.db-wal", "labs.db-shm" }));
        Assert.That(files.Values, Has.All.EqualTo(OwnersOnly), string.Join(' ', files));
    }
}
