using System.Globalization;
using System.Reflection;
using BackendLabs.Contract;
using BackendLabs.Judge.Faults;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BackendLabs.Judge.Services.Sqlite;

/// <summary>The check author's hands on the world's database: a connection of the judge's own, never the snippet's.</summary>
public sealed partial class JudgeDatabase : IDisposable
{
    private const int InstructionsBetweenLooks = 10_000;

    private readonly string _path;
    private readonly JudgeTimeline _timeline;
    private readonly TimeProvider _time;
    private readonly WorldState _state;
    private readonly FaultLedger _ledger;
    private readonly Func<Func<int, JudgeToHost>, Task> _tell;
    private readonly Func<int, Func<int, JudgeToHost>, Task> _tellOne;
    private SqliteConnection? _connection;
    private readonly HashSet<string> _changeable = new(StringComparer.OrdinalIgnoreCase);
    private ArrangedSchema? _arranged;
    private FileIdentity? _file;
    private bool _triggersAllowed;
    private bool _allChangeable;
    private long _statementStart;

    /// <param name="tell">Tells every process of the snippet.</param>
    /// <param name="tellOne">Tells the process of one client, by its number.</param>
    internal JudgeDatabase(
        string path,
        JudgeTimeline timeline,
        TimeProvider time,
        WorldState state,
        FaultLedger ledger,
        Func<Func<int, JudgeToHost>, Task> tell,
        Func<int, Func<int, JudgeToHost>, Task>? tellOne = null)
    {
        _tellOne = tellOne ?? ((_, what) => tell(what));
        _state = state;
        _ledger = ledger;
        _tell = tell;
        _path = path;
        _timeline = timeline;
        _time = time;
    }

    private SqliteConnection Connection => _connection ??= Open();

    /// <summary>Adds a row.</summary>
    /// <param name="values">An object whose properties are the columns: <c>new { id = 7, name = "tea" }</c>.</param>
    public void Insert(string table, object values)
    {
        var columns = Properties(values);
        var names = string.Join(", ", columns.Select(column => Quote(column.Name)));
        var places = string.Join(", ", columns.Select(column => "$" + column.Name));
        if (Execute($"insert into {Quote(table)} ({names}) values ({places})", values, atLeast: 0) == 0)
            throw Ignored(table);
    }

    /// <summary>
    /// Runs one or more statements. One that inserts, updates or deletes and changes no row fails the check once its
    /// arrangement is over: the student's code then removed the rows, or made the table ignore the change. A delete without
    /// a condition is content with a table that is empty.
    /// </summary>
    /// <param name="parameters">An object whose properties are the parameters: <c>new { id = 7 }</c> for <c>$id</c>.</param>
    /// <param name="atLeast">How many rows each statement must change; 0 where one that finds nothing is right.</param>
    /// <returns>How many rows they changed.</returns>
    public int Execute(string sql, object? parameters = null, int atLeast = 1)
    {
        var start = _timeline.Now;
        var changed = 0;
        for (var rest = sql; rest.Length > 0;)
        {
            rest = Guarded(rest, text =>
            {
                (text, var next) = SqlText.Cut(Connection, text);
                if (text.Length > 0)
                    changed += ExecuteOne(text, parameters, atLeast);
                return next;
            });
        }

        Record(start, sql, $"{changed} rows");
        return changed;
    }

    /// <summary>The first column of the first row; null where there is none or it is null.</summary>
    public T? Scalar<T>(string sql, object? parameters = null) =>
        Run(sql, parameters, command => Row.Convert<T>(command.ExecuteScalar()), value => PlainWords.Of(value));

    /// <summary>All rows.</summary>
    public IReadOnlyList<Row> Query(string sql, object? parameters = null) =>
        Run(sql, parameters, Read, rows => $"{rows.Count} rows");

    /// <summary>How many rows a table has.</summary>
    public int Count(string table) => Scalar<int>($"select count(*) from {Quote(table)}");

    /// <summary>The names of the database's own tables, in alphabetical order.</summary>
    public IReadOnlyList<string> Tables() =>
        [.. Query("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name")
            .Select(row => row.Get<string>("name")!)];

    /// <summary>
    /// Lets triggers that the student's code makes run with the check's own statements: for a lab about triggers. Elsewhere
    /// one could undo what a check changes, so <see cref="Insert"/> and <see cref="Execute"/> fail the check instead.
    /// </summary>
    public void AllowTriggers() => _triggersAllowed = true;

    /// <summary>
    /// Lets the student's code change tables that the check arranged: for a lab that asks for it, such as a migration.
    /// Elsewhere such a change fails the check. Indexes that are not unique, and tables of the code's own, need no leave.
    /// </summary>
    /// <param name="tables">None stands for all.</param>
    public void AllowSchemaChanges(params string[] tables)
    {
        _allChangeable |= tables.Length == 0;
        _changeable.UnionWith(tables);
    }

    /// <summary>Keeps in mind what is there before the student's code runs, so that what it puts in its place is noticed.</summary>
    internal void Remember()
    {
        _arranged = ArrangedSchema.Of(Connection);
        _file = WorldFile.Identify(_path);
    }

    /// <summary>The file as it was before anything was put into it. Nobody may have it open.</summary>
    internal void Reset(DatabaseTemplate fresh)
    {
        Dispose();
        _connection = null;
        foreach (var ending in new[] { "", "-wal", "-shm", "-journal" })
            File.Delete(_path + ending);
        _file = null;
        _arranged = null;
        fresh.CopyTo(_path);
    }

    public void Dispose() => _connection?.Dispose();

    // The student's code may have planted a trigger or a view without end.
    private SqliteConnection Open()
    {
        WorldFile.EnsurePlain(_path, _file);
        var connection = WorldDatabase.Open(_path);
        raw.sqlite3_progress_handler(
            connection.Handle, InstructionsBetweenLooks, _ => _time.GetElapsedTime(_statementStart) > JudgeTimes.Statement ? 1 : 0, null);
        return connection;
    }

    private static List<Row> Read(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        var rows = new List<Row>();
        while (reader.Read())
        {
            var values = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
            for (var i = 0; i < reader.FieldCount; i++)
                values[reader.GetName(i)] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            rows.Add(new Row(values));
        }

        return rows;
    }

    private static PropertyInfo[] Properties(object values) =>
        values.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance);

    // Money is kept as text by Microsoft.Data.Sqlite too, so both sides read the same digits.
    private static object ToStored(object? value) => value switch
    {
        null => DBNull.Value,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => value,
    };

    private static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
