// Takes the lock first; what it reads after that stays true until it has written.
async Task<bool> Transfer(SqliteConnection db, int from, int to, int cents)
{
    await using var transaction = await db.BeginTransactionAsync(System.Data.IsolationLevel.Serializable);
    var payer = await BalanceOf(db, from);
    var payee = await BalanceOf(db, to);
    if (payer is not { } before || payee is null || cents < 1 || before < cents)
        return false;

    await Write(db, "insert into transfer (from_id, to_id, cents) values (@a, @b, @c)", from, to, cents);
    await Write(db, "update account set cents = cents + case id when @a then -@c else @c end where id in (@a, @b)", from, to, cents);
    await transaction.CommitAsync();
    return true;
}

async Task<long?> BalanceOf(SqliteConnection db, int id)
{
    await using var command = db.CreateCommand();
    command.CommandText = "select cents from account where id = @id";
    command.Parameters.AddWithValue("@id", id);
    return (long?)await command.ExecuteScalarAsync();
}

async Task Write(SqliteConnection db, string sql, int a, int b, int c)
{
    await using var command = db.CreateCommand();
    command.CommandText = sql;
    command.Parameters.AddWithValue("@a", a);
    command.Parameters.AddWithValue("@b", b);
    command.Parameters.AddWithValue("@c", c);
    await command.ExecuteNonQueryAsync();
}
