using System.Globalization;
using System.Reflection;
using BackendLabs.Contract;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BackendLabs.Judge.Sqlite;

/// <summary>The check author's hands on the world's database: a connection of the judge's own, never the snippet's.</summary>
public sealed class JudgeDatabase : IDisposable
{
    private const int InstructionsBetweenLooks = 10_000;

    private readonly string _path;
    private readonly JudgeTimeline _timeline;
    private readonly TimeProvider _time;
    private SqliteConnection? _connection;
    private HashSet<string> _tables = [];
    private long _statementStart;

    internal JudgeDatabase(string path, JudgeTimeline timeline, TimeProvider time)
    {
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
        Execute($"insert into {Quote(table)} ({names}) values ({places})", values);
    }

    /// <summary>Runs a statement.</summary>
    /// <param name="parameters">An object whose properties are the parameters: <c>new { id = 7 }</c> for <c>$id</c>.</param>
    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql, object? parameters = null) =>
        Run(sql, parameters, command => command.ExecuteNonQuery(), rows => $"{rows} rows");

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

    /// <summary>Keeps in mind what is a table before the student's code runs, so that a view in its place is noticed.</summary>
    internal void RememberTables() => _tables = [.. Names("table")];

    public void Dispose() => _connection?.Dispose();

    private T Run<T>(string sql, object? parameters, Func<SqliteCommand, T> run, Func<T, string> outcome)
    {
        WorldFile.EnsurePlain(_path);
        _statementStart = _time.GetTimestamp();
        if (Names("view").FirstOrDefault(_tables.Contains) is { } replaced)
            throw new DatabaseSpoiledException($"Your code put a view in place of the table {replaced}.");
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        foreach (var property in parameters is null ? [] : Properties(parameters))
            command.Parameters.AddWithValue("$" + property.Name, ToStored(property.GetValue(parameters)));

        var start = _timeline.Now;
        var result = run(command);
        var detail = WorldDatabase.Shorten(sql) + " -> " + outcome(result);
        _timeline.Add(new TimelineEvent(start, _timeline.Now - start, "judge", "sql", detail));
        return result;
    }

    // The student's code may have planted a trigger or a view without end.
    private SqliteConnection Open()
    {
        WorldFile.EnsurePlain(_path);
        var connection = WorldDatabase.Open(_path);
        raw.sqlite3_progress_handler(
            connection.Handle, InstructionsBetweenLooks, _ => _time.GetElapsedTime(_statementStart) > JudgeTimes.Statement ? 1 : 0, null);
        return connection;
    }

    private List<string> Names(string kind)
    {
        _statementStart = _time.GetTimestamp();
        using var command = Connection.CreateCommand();
        command.CommandText = "select name from sqlite_master where type = $kind";
        command.Parameters.AddWithValue("$kind", kind);
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
            names.Add(reader.GetString(0));
        return names;
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

/// <summary>One row of a result.</summary>
public sealed class Row
{
    private readonly Dictionary<string, object?> _values;

    internal Row(Dictionary<string, object?> values) => _values = values;

    /// <exception cref="CheckScriptException">The result has no such column.</exception>
    public object? this[string column] => _values.TryGetValue(column, out var value)
        ? value
        : throw new CheckScriptException($"The result has no column \"{column}\"; it has {string.Join(", ", _values.Keys)}.");

    public T? Get<T>(string column) => Convert<T>(this[column]);

    public override string ToString() =>
        "{ " + string.Join(", ", _values.Select(pair => $"{pair.Key} = {PlainWords.Of(pair.Value)}")) + " }";

    internal static T? Convert<T>(object? value)
    {
        if (value is null or DBNull)
            return default;
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        return value is T same ? same : (T)System.Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
    }
}
