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

    public void Add(Attempt attempt) => Execute(
        "insert into attempt (lab, version, verdict, score, max, seed, snippet, not_passed, at) values ($lab, $version, $verdict, $score, $max, $seed, $snippet, $notPassed, $at)",
        ("$lab", attempt.Lab), ("$version", attempt.Version), ("$verdict", attempt.Verdict), ("$score", attempt.Score),
        ("$max", attempt.Max), ("$seed", attempt.Seed), ("$snippet", attempt.SnippetDigest),
        ("$notPassed", string.Join(' ', attempt.NotPassed)), ("$at", Text(attempt.At)));

    /// <summary>Every lab that was tried, the latest first.</summary>
    public IReadOnlyList<LabProgress> All() => Read(
        """
        select a.lab, count(*), sum(a.verdict <> 'passed' and a.id > coalesce(p.id, 0)), p.id is not null,
               max(a.score), max(a.max), last.verdict, last.at
        from attempt a
        left join (select lab, max(id) id from attempt where verdict = 'passed' group by lab) p on p.lab = a.lab
        join attempt last on last.id = (select max(id) from attempt where lab = a.lab)
        group by a.lab order by last.id desc
        """,
        row => new LabProgress(row.GetString(0), row.GetInt32(1), row.GetInt32(2), row.GetBoolean(3),
            row.GetInt32(4), row.GetInt32(5), row.GetString(6), Moment(row.GetString(7))));

    public LabProgress? Of(string lab) => All().FirstOrDefault(progress => progress.Lab == lab);

    public IReadOnlySet<string> Passed() =>
        Read("select distinct lab from attempt where verdict = 'passed'", row => row.GetString(0)).ToHashSet();

    /// <summary>The checks that the latest attempt did not pass; null where there was none.</summary>
    public IReadOnlyList<string>? NotPassedLast(string lab) =>
        Read("select not_passed from attempt where lab = $lab order by id desc limit 1", row => row.GetString(0), ("$lab", lab))
            .Select(ids => ids.Split(' ', StringSplitOptions.RemoveEmptyEntries)).FirstOrDefault();

    /// <summary>The numbers, from 0, of the lab's hints that were shown.</summary>
    public IReadOnlySet<int> HintsShown(string lab) =>
        Read("select number from hint where lab = $lab", row => row.GetInt32(0), ("$lab", lab)).ToHashSet();

    public void ShowedHint(string lab, int number) =>
        Execute("insert or ignore into hint (lab, number) values ($lab, $number)", ("$lab", lab), ("$number", number));

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
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}
