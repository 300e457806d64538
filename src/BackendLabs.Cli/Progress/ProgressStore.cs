using System.Globalization;
using BackendLabs.Labs.Files;
using Microsoft.Data.Sqlite;

namespace BackendLabs.Cli.Progress;

/// <summary>What a student has done: a SQLite file that several commands may use at once, and that a crash does not harm.</summary>
internal sealed class ProgressStore : IDisposable
{
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(5);

    private readonly SqliteConnection _connection;

    private ProgressStore(SqliteConnection connection) => _connection = connection;

    /// <exception cref="SqliteException">The file is no database, or cannot be written.</exception>
    /// <exception cref="IOException">Its folder cannot be made.</exception>
    public static ProgressStore Open(string path)
    {
        PrivateFolder.Make(Path.GetDirectoryName(path)!);
        PrivateFile.Make(path);
        PrivateFile.Mend(path, "-wal", "-shm", "-journal");
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            DefaultTimeout = (int)BusyTimeout.TotalSeconds,
        }.ToString());
        try
        {
            connection.Open();
            var store = new ProgressStore(connection);
            store.Execute($"pragma busy_timeout = {(int)BusyTimeout.TotalMilliseconds}");
            store.Execute("pragma journal_mode = wal");
            store.Execute("pragma synchronous = full");
            ProgressSchema.Bring(connection);
            return store;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Adds an attempt; one with a mark that is there already is the same.</summary>
    public void Add(Attempt attempt) => Execute(
        """
        insert or ignore into attempt (lab, version, verdict, score, max, seed, snippet, not_passed, at, mark, unshared, shared)
        values ($lab, $version, $verdict, $score, $max, $seed, $snippet, $notPassed, $at, $mark, $unshared, $shared)
        """,
        ("$lab", attempt.Lab), ("$version", attempt.Version), ("$verdict", attempt.Verdict), ("$score", attempt.Score),
        ("$max", attempt.Max), ("$seed", attempt.Seed), ("$snippet", attempt.SnippetDigest),
        ("$notPassed", string.Join(' ', attempt.NotPassed)), ("$at", Text(attempt.At)),
        ("$mark", attempt.Mark), ("$unshared", (object?)attempt.Unshared ?? DBNull.Value), ("$shared", attempt.IsShared));

    /// <summary>Every lab that was tried, the latest first.</summary>
    public IReadOnlyList<LabProgress> All() => Read(
        """
        with ordered as (select *, row_number() over (partition by lab order by at, id) place from attempt),
             tried as (select lab, count(*) attempts, max(place) last, max(version) version from ordered group by lab),
             pass as (select lab, count(*) passes, max(place) last, max(version) version from ordered where verdict = 'passed' group by lab)
        select tried.lab, tried.attempts,
               (select count(*) from ordered a where a.lab = tried.lab and a.place > coalesce(pass.last, 0) and a.verdict not in ('passed', 'compile_error')),
               coalesce(pass.passes, 0), coalesce(pass.version, 0),
               (select max(score) from attempt a where a.lab = tried.lab and a.version = tried.version),
               (select max(max) from attempt a where a.lab = tried.lab and a.version = tried.version),
               last.verdict, last.at
        from tried left join pass on pass.lab = tried.lab join ordered last on last.lab = tried.lab and last.place = tried.last
        order by last.at desc, last.id desc
        """,
        row => new LabProgress(row.GetString(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4),
            row.GetInt32(5), row.GetInt32(6), row.GetString(7), Moment(row.GetString(8))));

    public LabProgress? Of(string lab) => All().FirstOrDefault(progress => progress.Lab == lab);

    public IReadOnlySet<string> Passed() =>
        Read("select distinct lab from attempt where verdict = 'passed'", row => row.GetString(0)).ToHashSet();

    /// <summary>The latest attempt that was checked, and not only compiled; null where there was none.</summary>
    public LastCheck? LastChecked(string lab) =>
        Read(
            "select verdict = 'passed', not_passed from attempt where lab = $lab and verdict <> 'compile_error' order by at desc, id desc limit 1",
            row => new LastCheck(row.GetBoolean(0), row.GetString(1).Split(' ', StringSplitOptions.RemoveEmptyEntries)), ("$lab", lab)).FirstOrDefault();

    /// <summary>The numbers, from 0, of the lab's hints that were shown.</summary>
    public IReadOnlySet<int> HintsShown(string lab) =>
        Read("select number from hint where lab = $lab", row => row.GetInt32(0), ("$lab", lab)).ToHashSet();

    public void ShowedHint(string lab, int number) =>
        Execute("insert or ignore into hint (lab, number) values ($lab, $number)", ("$lab", lab), ("$number", number));

    /// <summary>The marks of all attempts.</summary>
    public IReadOnlySet<string> Marks() => Read("select mark from attempt", row => row.GetString(0)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Attempts that the browser's store does not have yet, in their order.</summary>
    public IReadOnlyList<Attempt> Unshared() => Read(
        "select lab, version, verdict, score, max, seed, snippet, not_passed, at, mark, unshared from attempt where shared = 0 order by at, id",
        row => new Attempt(row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetInt32(3), row.GetInt32(4), row.GetInt64(5), row.GetString(6),
            row.GetString(7).Split(' ', StringSplitOptions.RemoveEmptyEntries), Moment(row.GetString(8)))
        {
            Mark = row.GetString(9),
            Unshared = row.IsDBNull(10) ? null : row.GetString(10),
        });

    /// <summary>The store has it: its text and report need no second place.</summary>
    public void Shared(string mark) => Execute("update attempt set shared = 1, unshared = null where mark = $mark", ("$mark", mark));

    public IReadOnlyList<(string Lab, int Number)> AllHintsShown() =>
        Read("select lab, number from hint", row => (row.GetString(0), row.GetInt32(1)));

    /// <summary>The browser's draft that the answer's file was last the same as; null where they never met.</summary>
    public SharedDraft? DraftOf(string lab) =>
        Read("select revision, digest from draft where lab = $lab", row => new SharedDraft(row.GetInt64(0), row.GetString(1)), ("$lab", lab)).FirstOrDefault();

    public void MetDraft(string lab, SharedDraft draft) => Execute(
        "insert into draft (lab, revision, digest) values ($lab, $revision, $digest) on conflict (lab) do update set revision = excluded.revision, digest = excluded.digest",
        ("$lab", lab), ("$revision", draft.Revision), ("$digest", draft.Digest));

    /// <summary>How the browser's store looked when it was last read.</summary>
    public string? SeenStore
    {
        get => Setting("seen store");
        set => Set("seen store", value!);
    }

    public string? CurrentLab
    {
        get => Setting("current lab");
        set => Set("current lab", value!);
    }

    /// <summary>The missing layers of the sandbox that the student was told of last, apart by blanks.</summary>
    public string? WarnedOfLayers
    {
        get => Setting("warned of layers");
        set => Set("warned of layers", value!);
    }

    /// <summary>The folder that <c>start</c> wrote for this lab; null without one.</summary>
    public string? FolderOf(string lab) =>
        Read("select folder from started where lab = $lab", row => row.GetString(0), ("$lab", lab)).FirstOrDefault();

    public void Started(string lab, string folder, DateTimeOffset at) => Execute(
        "insert into started (lab, folder, at) values ($lab, $folder, $at) on conflict (lab) do update set folder = excluded.folder, at = excluded.at",
        ("$lab", lab), ("$folder", folder), ("$at", Text(at)));

    /// <summary>All of it or nothing.</summary>
    public void AtOnce(Action changes)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        changes();
        transaction.Commit();
    }

    public void Dispose() => _connection.Dispose();

    private string? Setting(string name) =>
        Read("select value from setting where name = $name", row => row.GetString(0), ("$name", name)).FirstOrDefault();

    private void Set(string name, string value) => Execute(
        "insert into setting (name, value) values ($name, $value) on conflict (name) do update set value = excluded.value",
        ("$name", name), ("$value", value));

    private static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private void Execute(string sql, params (string Name, object Value)[] values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> read, params (string Name, object Value)[] values)
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    private SqliteCommand Command(string sql, (string Name, object Value)[] values)
    {
        // It takes part in the transaction that is under way.
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}

/// <summary>A draft of the browser's that a file was the same as.</summary>
/// <param name="Digest">SHA-256 in lower-case hex over its UTF-8.</param>
internal sealed record SharedDraft(long Revision, string Digest);
