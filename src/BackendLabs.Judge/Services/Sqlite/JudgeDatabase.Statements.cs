using BackendLabs.Contract;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BackendLabs.Judge.Services.Sqlite;

/// <content>How a statement of the check is run: on the tables that it arranged, or not at all.</content>
public sealed partial class JudgeDatabase
{
    /// <summary>https://sqlite.org/rescode.html#constraint.</summary>
    private const int Constraint = 19;

    /// <summary>Looks once more when the check is over, for a change that came after its last statement.</summary>
    /// <exception cref="DatabaseSpoiledException">The student's code changed something that the check rests on.</exception>
    internal void EnsureKeptAtEnd()
    {
        if (_arranged is null)
            return;
        try
        {
            WorldFile.EnsurePlain(_path, _file);
        }
        catch (DatabaseSpoiledException)
        {
            return;
        }

        _statementStart = _time.GetTimestamp();
        try
        {
            EnsureKept(writes: false, resolvesConflicts: false);
        }
        catch (SqliteException)
        {
            // A file that is spoiled after the last look of a check changes nothing that was proved; who looks at the world tells.
        }
    }

    private T Run<T>(string sql, object? parameters, Func<SqliteCommand, T> run, Func<T, string> outcome)
    {
        var start = _timeline.Now;
        var result = Guarded(sql, text =>
        {
            using var command = Command(text, parameters);
            return run(command);
        });
        Record(start, sql, outcome(result));
        return result;
    }

    // Looking and changing are one transaction: nobody rebuilds a table between the two.
    private T Guarded<T>(string sql, Func<string, T> work)
    {
        WorldFile.EnsurePlain(_path, _file);
        _statementStart = _time.GetTimestamp();
        var writes = SqlText.Writes(sql);
        var isOwn = _arranged is not null && SqlText.FitsTransaction(sql) && raw.sqlite3_get_autocommit(Connection.Handle) != 0;
        if (isOwn)
            RunOn(Connection, writes && SqlText.Verb(sql) != "with" ? "begin immediate" : "begin");
        try
        {
            EnsureKept(writes, SqlText.ResolvesConflicts(sql));
            var result = work(sql);
            if (isOwn)
                RunOn(Connection, "commit");
            return result;
        }
        catch (Exception error)
        {
            if (isOwn && raw.sqlite3_get_autocommit(Connection.Handle) == 0)
                RunOn(Connection, "rollback");
            if (error is SqliteException { SqliteErrorCode: Constraint } refused && _arranged is not null)
                throw Refused(sql, refused);
            throw;
        }
    }

    private int ExecuteOne(string sql, object? parameters, int atLeast)
    {
        using var command = Command(sql, parameters);
        var changed = command.ExecuteNonQuery();
        if (SqlText.ChangesRows(sql))
            return _arranged is null || changed >= atLeast || IsEmptied(sql) ? Math.Max(0, changed) : throw Unchanged(sql, changed, atLeast);

        // The check itself changes what is arranged.
        if (_arranged is not null && SqlText.Writes(sql) && SqlText.FitsTransaction(sql))
            _arranged = ArrangedSchema.Of(Connection);
        return 0;
    }

    // "delete from purchase" has done its work where nothing was in it.
    private bool IsEmptied(string sql)
    {
        if (SqlText.EmptiedTable(sql) is not { } table)
            return false;
        using var left = Command($"select exists (select 1 from {table})", parameters: null);
        return left.ExecuteScalar() is 0L;
    }

    private SqliteCommand Command(string sql, object? parameters)
    {
        var command = Connection.CreateCommand();
        command.CommandText = sql;
        foreach (var property in parameters is null ? [] : Properties(parameters))
            command.Parameters.AddWithValue("$" + property.Name, ToStored(property.GetValue(parameters)));
        return command;
    }

    private void EnsureKept(bool writes, bool resolvesConflicts) => _arranged?.EnsureKept(
        Connection, new SchemaUse(writes, resolvesConflicts, _triggersAllowed, table => _allChangeable || _changeable.Contains(table)));

    private void Record(long start, string sql, string outcome) =>
        _timeline.Add(new TimelineEvent(start, _timeline.Now - start, "judge", "sql", $"{Statement.Shorten(sql)} -> {outcome}"));

    private static DatabaseSpoiledException Ignored(string table) =>
        new($"A row that the check adds to the table {table} does not arrive there: your code changed the table so that it is ignored.");

    private static DatabaseSpoiledException Unchanged(string sql, int changed, int atLeast)
    {
        var where = SqlText.Table(sql) is { } table ? $"the table {table}" : "the database";
        return new DatabaseSpoiledException($"The check changed {where} while your code was running, and {(changed <= 0 ? "no row" : $"only {changed} of {atLeast} rows")} changed. Your code has taken away or renumbered rows that were there, or made the table ignore changes. Leave them as they are.")
        {
            Expected = $"{(atLeast == 1 ? "a row" : $"{atLeast} rows")} changed by {Statement.Shorten(sql)}",
            Actual = changed <= 0 ? "none" : $"{changed}",
        };
    }

    private DatabaseSpoiledException Refused(string sql, SqliteException error)
    {
        var where = SqlText.Table(sql) is { } table ? $"the table {table}" : "the database";
        var indexes = _arranged?.UniqueIndexesSince(Connection) is { } names ? $" Your code put unique indexes there: {names}." : "";
        return new DatabaseSpoiledException($"The check could not change {where} while your code was running: a row or a rule of your code's stands in its way.{indexes} Leave the lab's rows and rules as they are.")
        {
            Expected = $"room for {Statement.Shorten(sql)}",
            Actual = error.Message,
        };
    }
}
