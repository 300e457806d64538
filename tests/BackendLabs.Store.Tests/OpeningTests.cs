using Dapper;

namespace BackendLabs.Store.Tests;

[TestFixture("sqlite")]
[TestFixture("postgres")]
internal sealed class OpeningTests(string kind) : StoreFixture(kind)
{
    [Test]
    public async Task Processes_that_open_an_empty_database_at_once_migrate_it_once()
    {
        var address = Server is null ? Address + "2" : await Server.NewDatabaseAsync();
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => LabStore.OpenAsync(address, Time, CancellationToken.None))));

        await stores[0].People.EnsureAsync("ada", "Ada", CancellationToken.None);
        Assert.That(await stores[5].Queue.AcceptAsync(new NewAttempt("ada", "a/b", "d", "", 1), CancellationToken.None), Is.TypeOf<Acceptance.Accepted>());
        foreach (var store in stores)
            await store.DisposeAsync();
    }

    [Test]
    public async Task What_was_accepted_is_there_when_the_store_is_opened_again()
    {
        var id = await AcceptAsync("ada");
        await Store.DisposeAsync();
        if (Server is not null)
            await Server.CrashAsync();

        await using var again = await OpenAgainAsync();

        Assert.That((await again.Queue.ClaimAsync("g", CancellationToken.None))!.Attempt.Id, Is.EqualTo(id));
    }

    [Test]
    public async Task A_store_of_a_newer_version_is_left_alone()
    {
        await Store.ReadAsync(connection => connection.ExecuteAsync("insert into migration (number, name, at) values (99, 'later', 0)"), CancellationToken.None);

        var error = (await Assert.ThrowsAsync<StoreUnusableException>(OpenAgainAsync))!;

        Assert.That(error.Message, Does.Contain("newer version").And.Contain("99"));
    }

    [Test]
    public void Both_databases_take_the_same_steps() =>
        Assert.That(Migrations.Of("sqlite").Select(step => (step.Number, step.Name)), Is.EqualTo(Migrations.Of("postgres").Select(step => (step.Number, step.Name))));
}

internal sealed class AddressTests
{
    [TestCase("", "is empty")]
    [TestCase("Host=localhost;Colour=red", "cannot be read")]
    [TestCase("Data Source=a.db;Colour=red", "cannot be read")]
    [TestCase("postgresql://", "cannot be read")]
    [TestCase("Host=/nowhere/at/all;Username=x", "does not answer")]
    [TestCase("postgresql://labs@127.0.0.1:1/labs", "does not answer")]
    [TestCase("/nowhere/at/all/labs.db", "cannot be used")]
    public async Task An_address_that_leads_nowhere_says_what_to_give(string address, string words)
    {
        var error = (await Assert.ThrowsAsync<StoreUnusableException>(() => LabStore.OpenAsync(address, TimeProvider.System, CancellationToken.None)))!;

        Assert.That(error.Message, Does.Contain(words));
        Assert.That(error.Remedy, Is.Not.Empty);
    }

    [TestCase(18, 3)]
    [TestCase(19, 3)]
    [TestCase(47, 5)]
    public async Task A_file_that_a_newer_SQLite_wrote_says_so_and_is_not_touched(int at, byte version)
    {
        var folder = Directory.CreateTempSubdirectory("lab-store-");
        var path = Path.Combine(folder.FullName, "labs.db");
        await (await LabStore.OpenAsync(path, TimeProvider.System, CancellationToken.None)).DisposeAsync();
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[at] = version;
        await File.WriteAllBytesAsync(path, bytes);

        var error = (await Assert.ThrowsAsync<StoreUnusableException>(() => LabStore.OpenAsync(path, TimeProvider.System, CancellationToken.None)))!;

        Assert.That(error.Message, Does.Contain("newer SQLite").And.Contain(path));
        Assert.That(error.Remedy, Does.Contain("up to date"));
        Assert.That(await File.ReadAllBytesAsync(path), Is.EqualTo(bytes));
        folder.Delete(recursive: true);
    }

    [Test]
    public async Task A_file_that_is_no_database_is_not_touched()
    {
        var folder = Directory.CreateTempSubdirectory("lab-store-");
        var path = Path.Combine(folder.FullName, "diary.txt");
        await File.WriteAllTextAsync(path, "my diary, of which I have no copy");
        var mode = File.GetUnixFileMode(path);

        var error = (await Assert.ThrowsAsync<StoreUnusableException>(() => LabStore.OpenAsync(path, TimeProvider.System, CancellationToken.None)))!;

        Assert.That(error.Message, Does.Contain("not a database"));
        Assert.That(await File.ReadAllTextAsync(path), Does.StartWith("my diary"));
        Assert.That(File.GetUnixFileMode(path), Is.EqualTo(mode));
        folder.Delete(recursive: true);
    }
}
