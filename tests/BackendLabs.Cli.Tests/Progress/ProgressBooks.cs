using System.Diagnostics;
using BackendLabs.Cli.Progress;
using Microsoft.Data.Sqlite;

namespace BackendLabs.Cli.Tests.Progress;

internal sealed class ProgressBooks
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private DirectoryInfo _folder = null!;
    private List<string> _warnings = null!;

    private string Path => System.IO.Path.Combine(_folder.FullName, "data", "progress.db");

    [SetUp]
    public void Begin()
    {
        _folder = Directory.CreateTempSubdirectory("progress-");
        _warnings = [];
    }

    [TearDown]
    public void End() => _folder.Delete(recursive: true);

    [Test]
    public void Progress_is_there_on_another_day()
    {
        using (var book = Book())
        {
            book.Tell(store => store.Add(Attempt("a/a", "failed", 1, "x", "y")));
            book.Tell(store => store.Add(Attempt("a/a", "passed", 5)));
            book.Tell(store => store.Add(Attempt("a/b", "compile_error", 0)));
            book.Tell(store => store.CurrentLab = "a/b");
            book.Tell(store => store.Started("a/b", "/somewhere", Noon));
            book.Tell(store => store.ShowedHint("a/b", 2));
        }

        using var later = Book();
        var all = later.Ask(store => store.All(), []);

        Assert.That(all.Select(one => one.Lab), Is.EqualTo(new[] { "a/b", "a/a" }), "the latest first");
        Assert.That(all[1], Is.EqualTo(new LabProgress("a/a", 2, 0, 1, 1, 5, 5, "passed", Noon)));
        Assert.That(all[0].FailedSincePass, Is.Zero, "what does not compile was not checked");
        Assert.That(later.Ask(store => store.CurrentLab, null), Is.EqualTo("a/b"));
        Assert.That(later.Ask(store => store.FolderOf("a/b"), null), Is.EqualTo("/somewhere"));
        Assert.That(later.Ask(store => store.HintsShown("a/b"), new HashSet<int>()), Is.EqualTo(new[] { 2 }));
        Assert.That(later.Ask(store => store.LastChecked("a/a"), null), Is.EqualTo(new LastCheck(Passed: true, [])).Using<LastCheck>((a, b) => a.Passed == b.Passed && a.NotPassed.SequenceEqual(b.NotPassed)));
        Assert.That(later.Ask(store => store.LastChecked("a/b"), null), Is.Null);
        Assert.That(_warnings, Is.Empty);
    }

    [Test]
    public void Points_of_two_versions_are_not_mixed_and_a_pass_stays_one()
    {
        using var book = Book();
        book.Tell(store => store.Add(Attempt("a/a", "passed", 5)));
        book.Tell(store => store.Add(Attempt("a/a", "passed", 5)));
        book.Tell(store => store.Add(Attempt("a/a", "failed", 3) with { Version = 2, Max = 8 }));
        book.Tell(store => store.Add(Attempt("a/a", "compile_error", 0) with { Version = 2, Max = 8 }));

        Assert.That(book.Ask(store => store.All(), []), Is.EqualTo(new[] { new LabProgress("a/a", 4, 1, 2, 1, 3, 8, "compile_error", Noon) }));
        Assert.That(book.Ask(store => store.Passed(), new HashSet<string>()), Is.EqualTo(new[] { "a/a" }));
    }

    [Test]
    public void A_damaged_file_is_set_aside_and_a_new_one_begins()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllText(Path, new string('#', 5000));
        using var book = Book();

        Assert.That(book.Tell(store => store.Add(Attempt("a/a", "passed", 5))), Is.True);
        Assert.That(_warnings, Has.Count.EqualTo(1).And.One.Contains("The old one is kept"));
        Assert.That(File.ReadAllText(Directory.GetFiles(System.IO.Path.GetDirectoryName(Path)!, "*.damaged-*").Single()), Does.StartWith("###"));
    }

    [Test]
    public void A_place_that_cannot_be_written_costs_one_warning_and_no_verdict()
    {
        using var book = new ProgressBook(() => "/proc/no/such/place", new FixedTime(), _warnings.Add);

        Assert.That(book.Tell(store => store.Add(Attempt("a/a", "passed", 5))), Is.False);
        Assert.That(book.Ask(store => store.All(), []), Is.Empty);
        Assert.That(_warnings, Has.Count.EqualTo(1).And.One.Contains("XDG_DATA_HOME"));
    }

    // Bytes 18 and 19 are the versions that a program must know to write and to read the file; 44 to 47 those of its tables.
    [TestCase(18, 3)]
    [TestCase(19, 3)]
    [TestCase(47, 5)]
    public void A_file_that_a_newer_SQLite_wrote_is_left_alone(int at, byte version)
    {
        using (var book = Book())
            book.Tell(store => store.CurrentLab = "a/a");
        var bytes = File.ReadAllBytes(Path);
        bytes[at] = version;
        File.WriteAllBytes(Path, bytes);

        using var older = Book();

        Assert.That(older.Tell(store => store.CurrentLab = "a/b"), Is.False);
        Assert.That(_warnings.Single(), Does.Contain("newer BackendLabs"));
        Assert.That(Directory.GetFiles(System.IO.Path.GetDirectoryName(Path)!, "*.damaged-*"), Is.Empty);
        Assert.That(File.ReadAllBytes(Path), Is.EqualTo(bytes));
    }

    [Test]
    public void A_file_of_a_newer_version_is_left_alone()
    {
        using (var book = Book())
            book.Tell(store => store.CurrentLab = "a/a");
        using (var connection = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "pragma user_version = 99";
            command.ExecuteNonQuery();
        }

        using var older = Book();

        Assert.That(older.Tell(store => store.CurrentLab = "a/b"), Is.False);
        Assert.That(_warnings.Single(), Does.Contain("newer BackendLabs"));
        Assert.That(Path, Does.Exist);
    }

    [Test]
    public async Task Two_commands_at_once_do_not_disturb_each_other()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            using var book = new ProgressBook(() => System.IO.Path.GetDirectoryName(Path)!, new FixedTime(), line => { lock (_warnings) _warnings.Add(line); });
            for (var number = 0; number < 10; number++)
                book.Tell(store => store.Add(Attempt($"a/{writer}", "failed", number)));
        })));
        using var after = Book();

        Assert.That(_warnings, Is.Empty);
        Assert.That(after.Ask(store => store.All(), []).Sum(one => one.Attempts), Is.EqualTo(40));
    }

    [Test, Platform("Linux,MacOsX")]
    public async Task What_was_kept_survives_a_kill_in_the_middle()
    {
        // This very assembly, whose entry point is ProgressWriter.
        var start = new ProcessStartInfo("dotnet", [typeof(ProgressWriter).Assembly.Location, Path]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var writer = Process.Start(start)!;
        var acknowledged = 0;
        while (acknowledged < 20 && await writer.StandardOutput.ReadLineAsync() is { } line)
            acknowledged = int.Parse(line);
        writer.Kill();
        await writer.WaitForExitAsync();

        using var after = Book();
        Assert.That(acknowledged, Is.GreaterThanOrEqualTo(20));
        Assert.That(after.Ask(store => store.All(), []).Sum(one => one.Attempts), Is.GreaterThanOrEqualTo(acknowledged));
        Assert.That(_warnings, Is.Empty);
    }

    internal static Attempt Attempt(string lab, string verdict, int score, params string[] notPassed) => new(lab, 1, verdict, score, 5, 42, "00", notPassed, Noon);

    private ProgressBook Book() => new(() => System.IO.Path.GetDirectoryName(Path)!, new FixedTime(), _warnings.Add);

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Noon;
    }
}
