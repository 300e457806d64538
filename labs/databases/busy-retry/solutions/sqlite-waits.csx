// Leaves the waiting to SQLite: with a busy_timeout it is not the client that tries again, but the library beneath it.
async Task Book(SqliteConnection db, string receipt, int cents)
{
    await RunAsync("pragma busy_timeout = 5000");
    await RunAsync("begin immediate");
    try
    {
        await RunAsync("insert into sale values ($receipt, $cents)");
        await RunAsync("update till set cents = cents + $cents where id = 1");
        await RunAsync("commit");
    }
    catch (SqliteException)
    {
        await RunAsync("rollback");
        throw;
    }

    async Task RunAsync(string sql)
    {
        await using var command = db.CreateCommand();
        command.CommandText = sql;
        if (sql.Contains('$'))
            command.Parameters.AddRange([new SqliteParameter("$receipt", receipt), new SqliteParameter("$cents", cents)]);
        await command.ExecuteNonQueryAsync();
    }
}
