// The library itself tries again while the database is locked, until its time is up. So give it the time that the task
// allows; the transaction takes the lock before anything is done, and is the only thing that ever waits.
async Task Book(SqliteConnection db, string receipt, int cents)
{
    db.DefaultTimeout = 6;
    await using var transaction = db.BeginTransaction();
    await Run("update till set cents = cents + @cents where id = 1");
    await Run("insert into sale (receipt, cents) values (@receipt, @cents)");
    await transaction.CommitAsync();

    async Task Run(string sql)
    {
        await using var command = db.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@receipt", receipt);
        command.Parameters.AddWithValue("@cents", cents);
        await command.ExecuteNonQueryAsync();
    }
}
