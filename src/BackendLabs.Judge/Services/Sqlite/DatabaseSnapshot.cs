using BackendLabs.Contract;
using BackendLabs.Judge.Snapshots;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BackendLabs.Judge.Services.Sqlite;

/// <summary>
/// Looks at the tables of a database that a student's code has written to. Nobody else has it open any more. The file may
/// be crafted all the same: it is opened as every file of a world is, and this connection may read rows and nothing else.
/// </summary>
internal sealed class DatabaseSnapshot
{
    // One may compute a value of megabytes.
    private const int InstructionsBetweenLooks = 20;

    // pragma, read, select, function, recursive: https://sqlite.org/c3ref/c_alter_table.html.
    private const int Pragma = 19;
    private static readonly HashSet<int> Reading = [20, 21, 31, 33];

    // As much as a snippet can store; the values of a row are all in memory at once.
    private const int LargestValue = 16 * 1024 * 1024;

    private readonly sqlite3 _handle;
    private readonly TimeProvider _time;
    private readonly long _began;
    private TimeSpan _until = JudgeTimes.Look;

    private DatabaseSnapshot(sqlite3 handle, TimeProvider time)
    {
        _handle = handle;
        _time = time;
        _began = time.GetTimestamp();
        raw.sqlite3_limit(handle, raw.SQLITE_LIMIT_ATTACHED, 0);
        raw.sqlite3_limit(handle, raw.SQLITE_LIMIT_LENGTH, LargestValue);
        raw.sqlite3_busy_timeout(handle, 100);
        raw.sqlite3_progress_handler(handle, InstructionsBetweenLooks, _ => _time.GetElapsedTime(_began) > _until ? 1 : 0, null);
        raw.sqlite3_set_authorizer(
            handle,
            (strdelegate_authorizer)((_, action, first, _, _, _) =>
                Reading.Contains(action) || (action == Pragma && first == "table_xinfo") ? raw.SQLITE_OK : raw.SQLITE_DENY),
            null);
    }

    /// <param name="service">The service's name in the lab.</param>
    public static ServiceSnapshot Look(string service, string path, SnapshotBudget budget, TimeProvider time)
    {
        try
        {
            WorldFile.EnsurePlain(path);
            using var connection = WorldDatabase.Open(path);
            return new DatabaseSnapshot(connection.Handle!, time).Look(service, budget);
        }
        catch (DatabaseSpoiledException spoiled)
        {
            return new ServiceSnapshot.Unseen(service, SqliteHome.Name, spoiled.Message);
        }
        catch (SqliteException error)
        {
            return new ServiceSnapshot.Unseen(service, SqliteHome.Name, SpoiledDatabase.Words(error) ?? $"SQLite could not read it: {error.Message}");
        }
    }

    private ServiceSnapshot.Database Look(string service, SnapshotBudget budget)
    {
        var (names, notes) = Names();
        var tables = new List<TableSnapshot>();
        foreach (var (name, isVirtual) in names.Take(SnapshotLimits.Tables))
        {
            var part = budget.Part(Math.Min(names.Count, SnapshotLimits.Tables) - tables.Count);
            if (!part.TryTake([Shown.Name(name)]))
                break;
            tables.Add(isVirtual
                ? new TableSnapshot(Shown.Name(name), [], Rows: null, [], "A virtual table, whose rows are computed: they are not shown.")
                : Table(name, part));
        }

        if (tables.Count < names.Count)
            notes.Add($"{Redis.RedisDetail.Count(names.Count - tables.Count, "more table")} not shown.");
        return new ServiceSnapshot.Database(service, SqliteHome.Name, tables, notes);
    }

    private (List<(string Name, bool IsVirtual)> Tables, List<string> Notes) Names()
    {
        const int most = 1_000;
        var tables = new List<(string Name, bool IsVirtual)>();
        var views = new List<string>();
        using var statement = Prepare($"select name, type, rootpage from sqlite_master where type in ('table', 'view') and name not like 'sqlite@_%' escape '@' order by name limit {most}");
        int step;
        while ((step = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
        {
            var name = TextAt(statement, 0);
            if (TextAt(statement, 1) == "view")
                views.Add(name);
            else
                tables.Add((name, raw.sqlite3_column_int64(statement, 2) == 0));
        }

        Require(step);
        List<string> notes = tables.Count + views.Count == most ? [$"There are more than {most} tables."] : [];
        if (views.Count > 0)
            notes.Add($"Views, which are not run: {string.Join(", ", views.Take(10).Select(Shown.Name))}{(views.Count > 10 ? ", …" : "")}.");
        return (tables, notes);
    }

    private TableSnapshot Table(string name, SnapshotBudget budget)
    {
        List<ColumnSnapshot> columns = [];
        var rows = new List<IReadOnlyList<StoredValue>>();
        string? note = null;
        try
        {
            var (shown, count) = Columns(name);
            if (count > shown.Count)
                note = $"{count} columns, the first {shown.Count} shown.";
            columns = [.. shown.Select(column => column with { Name = Shown.Name(column.Name) })];
            // Each by its name: values of columns that are not shown, which may be computed and large, are never made.
            using var statement = Prepare($"select {string.Join(", ", shown.Select(column => Quote(column.Name)))} from {Quote(name)} limit {SnapshotLimits.Rows}");
            if (!budget.TryTake([.. columns.SelectMany(column => new[] { column.Name, column.Type })]) || !Read(statement, columns.Count, rows, budget))
                note = "There is no room to show more of it.";
        }
        catch (SqliteException error)
        {
            note = _time.GetElapsedTime(_began) > JudgeTimes.Look ? "Reading it took too long." : $"It could not be read further: {error.Message}";
        }

        return new TableSnapshot(Shown.Name(name), columns, Count(name), rows, note);
    }

    /// <returns>Whether all found room.</returns>
    private bool Read(sqlite3_stmt statement, int columns, List<IReadOnlyList<StoredValue>> rows, SnapshotBudget budget)
    {
        int step;
        while ((step = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
        {
            var row = new StoredValue[columns];
            for (var at = 0; at < columns; at++)
                row[at] = Value(statement, at);
            // A row of many long values is shown by their beginnings rather than not at all.
            if (!budget.TryTake(row) && !budget.TryTake(row = Array.ConvertAll(row, Shown.Shorter)))
                return false;
            rows.Add(row);
        }

        Require(step);
        return true;
    }

    private static StoredValue Value(sqlite3_stmt statement, int at)
    {
        switch (raw.sqlite3_column_type(statement, at))
        {
            case raw.SQLITE_INTEGER:
                return Shown.Integer(raw.sqlite3_column_int64(statement, at));
            case raw.SQLITE_FLOAT:
                return Shown.Real(raw.sqlite3_column_double(statement, at));
            case raw.SQLITE_TEXT:
                // Asked for as text first, so that it is UTF-8 whatever the file's encoding.
                _ = raw.sqlite3_column_text(statement, at);
                return Shown.Text(raw.sqlite3_column_blob(statement, at));
            case raw.SQLITE_BLOB:
                return Shown.Binary(raw.sqlite3_column_blob(statement, at));
            default:
                return Shown.Null;
        }
    }

    private (List<ColumnSnapshot> Shown, int Count) Columns(string table)
    {
        // cid, name, type, notnull, dflt_value, pk, hidden: https://sqlite.org/pragma.html#pragma_table_xinfo.
        const int name = 1;
        const int type = 2;
        const int key = 5;
        const int hidden = 6;
        var columns = new List<ColumnSnapshot>();
        var count = 0;
        using var statement = Prepare($"pragma table_xinfo({Quote(table)})");
        while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
        {
            if (raw.sqlite3_column_int(statement, hidden) == 1 || ++count > SnapshotLimits.Columns)
                continue;
            columns.Add(new ColumnSnapshot(
                TextAt(statement, name), Shown.Name(TextAt(statement, type).ToLowerInvariant()), raw.sqlite3_column_int(statement, key) > 0));
        }

        return (columns, count);
    }

    private static string TextAt(sqlite3_stmt statement, int at) => raw.sqlite3_column_text(statement, at).utf8_to_string() ?? "";

    private long? Count(string table)
    {
        var now = _time.GetElapsedTime(_began);
        _until = now + JudgeTimes.CountRows < JudgeTimes.Look ? now + JudgeTimes.CountRows : JudgeTimes.Look;
        try
        {
            using var statement = Prepare($"select count(*) from {Quote(table)}");
            return raw.sqlite3_step(statement) == raw.SQLITE_ROW ? raw.sqlite3_column_int64(statement, 0) : null;
        }
        catch (SqliteException)
        {
            return null;
        }
        finally
        {
            _until = JudgeTimes.Look;
        }
    }

    private sqlite3_stmt Prepare(string sql)
    {
        Require(raw.sqlite3_prepare_v2(_handle, sql, out var statement));
        return statement;
    }

    private void Require(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE))
            throw new SqliteException(raw.sqlite3_errmsg(_handle).utf8_to_string(), code & 0xff);
    }

    private static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
