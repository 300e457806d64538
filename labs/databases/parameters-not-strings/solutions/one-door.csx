// One small method is the only door to the database, and it takes values apart from the SQL; so nothing can be glued in.
SqliteCommand Ask(SqliteConnection db, string sql, params (string Name, object Value)[] values)
{
    var command = new SqliteCommand(sql, db);
    foreach (var (name, value) in values)
        command.Parameters.Add(new SqliteParameter(name, value));
    return command;
}

async Task<Customer?> FindCustomer(SqliteConnection db, string name)
{
    await using var command = Ask(db, "select id, city from customer where name = @name limit 1", ("@name", name));
    await using var reader = await command.ExecuteReaderAsync();
    if (!await reader.ReadAsync())
        return null;
    return new Customer(reader.GetInt32(0), name, reader.GetString(1));
}

async Task<bool> Rename(SqliteConnection db, int id, string name)
{
    await using var command = Ask(db, "update customer set name = @name where id = @id", ("@id", id), ("@name", name));
    return await command.ExecuteNonQueryAsync() > 0;
}

// A number is a number before it comes near the database.
async Task<int> SpentCents(SqliteConnection db, string customerId)
{
    if (!int.TryParse(customerId, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        return 0;

    await using var command = Ask(db, "select cents from purchase where customer_id = @id", ("@id", id));
    await using var reader = await command.ExecuteReaderAsync();
    var sum = 0;
    while (await reader.ReadAsync())
        sum += reader.GetInt32(0);
    return sum;
}
