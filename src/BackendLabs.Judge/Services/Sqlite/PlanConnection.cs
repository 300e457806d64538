using SQLitePCL;

namespace BackendLabs.Judge.Services.Sqlite;

/// <summary>
/// Asks SQLite for the plan of a statement that the student wrote, on a connection of the judge's own. The statement is
/// read and never run: it stands behind EXPLAIN QUERY PLAN, it must be one alone, and what it may be is on a list.
/// </summary>
internal static class PlanConnection
{
    private const int InstructionsBetweenLooks = 1_000;

    /// <summary>https://sqlite.org/c3ref/stmt_isexplain.html.</summary>
    private const int ExplainsPlan = 2;

    // insert, delete, read, select, update, function, recursive: https://sqlite.org/c3ref/c_alter_table.html. A pragma may
    // act while it is only being read.
    private static readonly HashSet<int> Allowed = [9, 18, 20, 21, 23, 31, 33];

    /// <exception cref="ExpectationFailedException">It is no statement that has a plan, or cannot be read as the database is now.</exception>
    public static QueryPlan Read(string path, string sql, TimeProvider time)
    {
        if (sql.Length >= Contract.StatementFacts.LongestSql)
            throw Refused($"It is longer than {Contract.StatementFacts.LongestSql} characters.");
        using var connection = WorldDatabase.Open(path);
        var handle = connection.Handle!;
        var began = time.GetTimestamp();
        var tables = Tables(handle);
        raw.sqlite3_limit(handle, raw.SQLITE_LIMIT_SQL_LENGTH, Contract.StatementFacts.LongestSql + 100);
        raw.sqlite3_limit(handle, raw.SQLITE_LIMIT_EXPR_DEPTH, 200);
        raw.sqlite3_limit(handle, raw.SQLITE_LIMIT_ATTACHED, 0);
        raw.sqlite3_progress_handler(handle, InstructionsBetweenLooks, _ => time.GetElapsedTime(began) > JudgeTimes.Statement ? 1 : 0, null);
        raw.sqlite3_set_authorizer(handle, (strdelegate_authorizer)((_, action, _, _, _, _) => Allowed.Contains(action) ? raw.SQLITE_OK : raw.SQLITE_DENY), null);
        return PlanText.Read(sql, Explain(handle, sql), tables);
    }

    private static List<(int Id, int Parent, string Text)> Explain(sqlite3 handle, string sql)
    {
        var read = raw.sqlite3_prepare_v2(handle, "explain query plan " + sql, out var statement, out var rest);
        using (statement)
        {
            if (read != raw.SQLITE_OK)
                throw Refused(raw.sqlite3_errmsg(handle).utf8_to_string());
            if (rest?.Trim(' ', '\t', '\r', '\n', ';') is { Length: > 0 })
                throw Refused("There is more than one statement in this text.");
            if (raw.sqlite3_stmt_isexplain(statement) != ExplainsPlan)
                throw Refused("It is no statement that has a plan.");
            return Steps(handle, statement);
        }
    }

    private static List<(int Id, int Parent, string Text)> Steps(sqlite3 handle, sqlite3_stmt statement)
    {
        var steps = new List<(int Id, int Parent, string Text)>();
        int step;
        while ((step = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
            steps.Add((raw.sqlite3_column_int(statement, 0), raw.sqlite3_column_int(statement, 1), raw.sqlite3_column_text(statement, 3).utf8_to_string()));
        return step == raw.SQLITE_DONE ? steps : throw Refused(raw.sqlite3_errmsg(handle).utf8_to_string());
    }

    private static List<string> Tables(sqlite3 handle)
    {
        _ = raw.sqlite3_prepare_v2(handle, "select name from sqlite_master where type = 'table' limit 1000", out var statement);
        using (statement)
        {
            var names = new List<string>();
            while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
                names.Add(raw.sqlite3_column_text(statement, 0).utf8_to_string());
            return names;
        }
    }

    private static ExpectationFailedException Refused(string why) => new(
        "For a statement of your code there is no plan to be had from outside.", "a select, insert, update or delete on the tables of the database", why);
}
