using System.Text;
using BackendLabs.Cli.Watching;

namespace BackendLabs.Cli.Tests.Watching;

internal sealed class Saves
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private DirectoryInfo _folder = null!;

    private string File => Path.Combine(_folder.FullName, "answer.csx");

    [SetUp]
    public void Begin()
    {
        _folder = Directory.CreateTempSubdirectory("saves-");
        System.IO.File.WriteAllText(File, "one");
    }

    [TearDown]
    public void End() => _folder.Delete(recursive: true);

    [Test]
    public async Task A_save_in_place_is_seen([Values] bool events)
    {
        await using var saves = Watch(events);
        Assert.That(await Next(saves), Is.EqualTo("one"));

        await System.IO.File.WriteAllTextAsync(File, "two");
        Assert.That(await Next(saves), Is.EqualTo("two"));
    }

    [Test]
    public async Task A_save_by_rename_is_seen([Values] bool events)
    {
        await using var saves = Watch(events);
        await Next(saves);

        foreach (var text in (string[])["two", "three"])
        {
            var beside = Path.Combine(_folder.FullName, ".answer.csx.swp");
            await System.IO.File.WriteAllTextAsync(beside, text);
            System.IO.File.Move(beside, File, overwrite: true);
            Assert.That(await Next(saves), Is.EqualTo(text));
        }
    }

    [Test]
    public async Task A_file_that_goes_and_comes_back_is_seen([Values] bool events)
    {
        await using var saves = Watch(events);
        await Next(saves);

        System.IO.File.Delete(File);
        Assert.That(await Next(saves), Is.Null);
        await System.IO.File.WriteAllTextAsync(File, "one");
        Assert.That(await Next(saves), Is.EqualTo("one"));
    }

    [Test]
    public async Task Saving_the_same_text_again_is_no_change()
    {
        await using var saves = Watch(events: true);
        await Next(saves);

        await System.IO.File.WriteAllTextAsync(File, "one");
        await System.IO.File.WriteAllTextAsync(Path.Combine(_folder.FullName, "other.csx"), "two");
        System.IO.File.SetLastWriteTimeUtc(File, DateTime.UnixEpoch);
        await System.IO.File.WriteAllTextAsync(File, "three");
        Assert.That(await Next(saves), Is.EqualTo("three"));
    }

    [Test]
    public async Task The_last_of_many_quick_saves_is_seen()
    {
        await using var saves = Watch(events: true);
        await Next(saves);
        for (var number = 0; number < 50; number++)
            await System.IO.File.WriteAllTextAsync(File, $"{number}");

        string? seen;
        var count = 0;
        do
        {
            seen = await Next(saves);
            count++;
        }
        while (seen != "49");
        Assert.That(count, Is.LessThan(50));
    }

    private IAsyncEnumerator<byte[]?> Watch(bool events)
    {
        var saves = new FileSaves(File, TimeProvider.System)
        {
            UseEvents = events,
            // With events, so slow that only they can be what was seen.
            Polling = events ? TimeSpan.FromMinutes(5) : TimeSpan.FromMilliseconds(20),
        };
        return saves.ReadAsync(CancellationToken.None).GetAsyncEnumerator();
    }

    private static async Task<string?> Next(IAsyncEnumerator<byte[]?> saves)
    {
        Assert.That(await saves.MoveNextAsync().AsTask().WaitAsync(Limit), Is.True);
        return saves.Current is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
    }
}
