using BackendLabs.Contract;

namespace BackendLabs.Judge.Services.Sqlite;

/// <content>Plans, and as many rows as it takes to see a difference.</content>
public sealed partial class JudgeDatabase
{
    /// <summary>
    /// What SQLite does for a statement, asked on the judge's own connection with the tables and indexes that are in the
    /// file now. The statement is not run. Statistics are those that the file has: the judge never makes any, so that the
    /// plan is the one that the student's connection has.
    /// </summary>
    public Task<QueryPlan> PlanAsync(Statement statement) => PlanAsync(statement.Sql, statement.Expanded ?? statement.Sql);

    /// <inheritdoc cref="PlanAsync(Statement)"/>
    public Task<QueryPlan> PlanAsync(string sql) => PlanAsync(sql, sql);

    // A pattern of LIKE leads to rows by an index where its value is known, and only then.
    private async Task<QueryPlan> PlanAsync(string sql, string withValues)
    {
        WorldFile.EnsurePlain(_path, _file);
        var start = _timeline.Now;
        QueryPlan plan;
        try
        {
            // Reading a statement cannot be broken off; its thread then ends with the judge's patience for this check.
            plan = await Task.Factory.StartNew(() => PlanConnection.Read(_path, withValues, _time) with { Sql = sql }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                .WaitAsync(JudgeTimes.Statement + JudgeTimes.Statement);
        }
        catch (TimeoutException)
        {
            throw new ExpectationFailedException("SQLite does not come to an end with planning a statement of your code.", expected: null, actual: null);
        }

        _timeline.Add(new TimelineEvent(start, _timeline.Now - start, "judge", "plan", Cut($"{Statement.Shorten(sql)} -> {plan}")));
        return plan;
    }

    /// <summary>Adds many rows quickly: ten thousand take some tens of milliseconds.</summary>
    /// <param name="rows">Objects whose properties are the columns, all of one kind: <c>Enumerable.Range(1, 100).Select(i => new { id = i })</c>.</param>
    public void InsertAll<T>(string table, IEnumerable<T> rows)
        where T : notnull
    {
        WorldFile.EnsurePlain(_path, _file);
        var start = _timeline.Now;
        var columns = typeof(T).GetProperties();
        _statementStart = _time.GetTimestamp();
        using var transaction = Connection.BeginTransaction();
        EnsureKept(writes: true, resolvesConflicts: false);
        using var command = Connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            $"insert into {Quote(table)} ({string.Join(", ", columns.Select(column => Quote(column.Name)))}) values ({string.Join(", ", columns.Select(column => "$" + column.Name))})";
        var parameters = columns.Select(column => command.Parameters.AddWithValue("$" + column.Name, DBNull.Value)).ToArray();
        var count = 0;
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Length; i++)
                parameters[i].Value = ToStored(columns[i].GetValue(row));
            _statementStart = _time.GetTimestamp();
            if (command.ExecuteNonQuery() == 0)
                throw Ignored(table);
            count++;
        }

        _statementStart = _time.GetTimestamp();
        transaction.Commit();
        _timeline.Add(new TimelineEvent(start, _timeline.Now - start, "judge", "sql", $"insert into {table} -> {count} rows"));
    }

    private static string Cut(string text) => text.Length <= 200 ? text : text[..199] + "…";
}
