// A helper runs a piece of work in a transaction and keeps it where the work says so, or takes it back.
Task<bool> Transfer(SqliteConnection db, int from, int to, int cents) => InTransactionAsync(db, async () =>
{
    var accounts = new Dictionary<int, int>();
    await using var look = db.CreateCommand();
    look.CommandText = "select id, cents from account where id in (@a, @b)";
    look.Parameters.AddWithValue("@a", from);
    look.Parameters.AddWithValue("@b", to);
    await using (var reader = await look.ExecuteReaderAsync())
        while (await reader.ReadAsync())
            accounts.Add(reader.GetInt32(0), reader.GetInt32(1));
    if (cents <= 0 || !accounts.ContainsKey(to) || !accounts.TryGetValue(from, out var balance) || balance < cents)
        return false;

    await Task.Yield();
    await using var write = db.CreateCommand();
    write.CommandText = """
        update account set cents = cents - @c where id = @a;
        update account set cents = cents + @c where id = @b;
        insert into transfer (from_id, to_id, cents) values (@a, @b, @c);
        """;
    write.Parameters.AddWithValue("@a", from);
    write.Parameters.AddWithValue("@b", to);
    write.Parameters.AddWithValue("@c", cents);
    return await write.ExecuteNonQueryAsync() == 3;
});

async Task<bool> InTransactionAsync(SqliteConnection db, Func<Task<bool>> work)
{
    await using var transaction = await db.BeginTransactionAsync();
    var keep = await work().ConfigureAwait(false);
    await (keep ? transaction.CommitAsync() : transaction.RollbackAsync());
    return keep;
}
