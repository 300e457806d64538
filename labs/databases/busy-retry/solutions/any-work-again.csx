// A method that runs any piece of work again while the database is locked. Its transaction takes the lock with the first write.
Task Book(SqliteConnection db, string receipt, int cents) => WhileLockedAsync(attemptsLeft: 2, async () =>
{
    await using var transaction = db.BeginTransaction(deferred: true);
    await using var command = db.CreateCommand();
    command.CommandText = """
        update till set cents = cents + $cents where id = 1;
        insert into sale (receipt, cents) values ($receipt, $cents);
        """;
    command.Parameters.AddWithValue("$receipt", receipt);
    command.Parameters.AddWithValue("$cents", cents);
    await command.ExecuteNonQueryAsync();
    await transaction.CommitAsync();
});

async Task WhileLockedAsync(int attemptsLeft, Func<Task> work)
{
    try
    {
        await work();
        return;
    }
    catch (SqliteException error) when (error is { SqliteErrorCode: 5 } && attemptsLeft > 0)
    {
        await Task.Delay(100);
    }

    await WhileLockedAsync(attemptsLeft - 1, work);
}
