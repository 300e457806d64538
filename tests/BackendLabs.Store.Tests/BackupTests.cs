using BackendLabs.Store.Sessions;

namespace BackendLabs.Store.Tests;

/// <summary>A copy of an open session goes on somewhere else, with everything that was accepted before it.</summary>
[TestFixture("sqlite")]
[TestFixture("postgres")]
internal sealed class BackupTests(string kind) : StoreFixture(kind)
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lab-backup-").FullName;

    private string Copy => Path.Combine(_folder, "copy");

    [TearDown]
    public void Forget() => File.Delete(Copy);

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task An_open_session_goes_on_from_a_backup_elsewhere()
    {
        await MakeAsync();
        var receipt = ((SubmissionAnswer.Accepted)await SubmitAsync(Store, "one", "k1")).Receipt;
        await StoreBackup.WriteAsync(Address, Copy, default);
        await SubmitAsync(Store, "after the copy", "k2");
        var elsewhere = Server is null ? Path.Combine(_folder, "elsewhere.db") : await Server.NewDatabaseAsync();
        Assert.That(await StoreBackup.RestoreAsync(Copy, elsewhere, default), Is.Empty);

        await using var restored = await LabStore.OpenAsync(elsewhere, Time, default);
        Assert.Multiple(async () =>
        {
            Assert.That(await restored.Sittings.ReceiptsAsync("midterm", "ada", default), Is.EqualTo(new[] { receipt }));
            Assert.That(((SubmissionAnswer.AlreadyAccepted)await SubmitAsync(restored, "one", "k1")).Receipt, Is.EqualTo(receipt));
            Assert.That((await restored.Queue.ClaimAsync("g", default))!.Attempt.Id, Is.EqualTo(receipt.Attempt), "It is graded there.");
            Assert.That(await SubmitAsync(restored, "three", "k3"), Is.InstanceOf<SubmissionAnswer.Accepted>());
        });
    }

    [Test]
    public async Task Nothing_is_restored_over_a_store_that_is_there()
    {
        await StoreBackup.WriteAsync(Address, Copy, default);

        Assert.That(async () => await StoreBackup.RestoreAsync(Copy, Address, default), Throws.TypeOf<StoreUnusableException>().With.Message.Contains("already"));
        Assert.That(await Store.Sessions.ListAsync(default), Is.Empty, "It works on.");
    }

    [Test]
    public async Task What_is_no_backup_is_named()
    {
        await File.WriteAllTextAsync(Copy, "my diary");
        var elsewhere = Server is null ? Path.Combine(_folder, "nowhere.db") : await Server.NewDatabaseAsync();

        Assert.That(async () => await StoreBackup.RestoreAsync(Copy, elsewhere, default), Throws.TypeOf<StoreUnusableException>());
    }

    [Test]
    public async Task Machines_go_by_the_databases_clock()
    {
        if (Server is null)
            Assert.Pass("SQLite has its machine's clock.");
        await using var early = await LabStore.OpenAsync(Address, new ShiftedTime(TimeSpan.FromHours(-1)), goesByDatabase: true, default);
        await using var late = await LabStore.OpenAsync(Address, new ShiftedTime(TimeSpan.FromHours(1)), goesByDatabase: true, default);

        Assert.That(late.Sittings.Now - early.Sittings.Now, Is.LessThan(TimeSpan.FromMinutes(1)));
    }

    private async Task MakeAsync()
    {
        await Store.Students.EnsureAsync("autumn", "Autumn", default);
        await Store.Students.BringAsync("autumn", [new CohortStudent("ada", "Ada", null, 100, TimeSpan.Zero)], default);
        await Store.Sessions.MakeAsync(new NewSession("midterm", "autumn", "Midterm", "{}", [(new PinnedLab("d1", "start/first-pass", 1, "First", 4, [1]), 1)]), "grace", default);
        await Store.Sittings.EnterAsync("midterm", "ada", "device-ada", "127.0.0.1", default);
    }

    private static Task<SubmissionAnswer> SubmitAsync(LabStore store, string text, string key) =>
        store.Sittings.SubmitAsync(new Submission("midterm", "ada", "start/first-pass", text, key, "device-ada"), _ => new SubmissionRuling.Take(IsLate: false), default);

    private sealed class ShiftedTime(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
