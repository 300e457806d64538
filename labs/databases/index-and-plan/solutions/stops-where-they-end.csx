// Reads codes from where they begin, and stops at the first that does not belong to them any more.
async Task Prepare(SqliteConnection db)
{
    await using var command = db.CreateCommand();
    foreach (var index in new[] { "by_customer on purchase (customer_id, day desc, cents)", "by_address on customer (lower(email))", "by_code on article (code, title)" })
    {
        command.CommandText = $"create index if not exists {index}";
        await command.ExecuteNonQueryAsync();
    }
}

async Task<List<Purchase>> PurchasesBetween(SqliteConnection db, int customerId, string from, string until)
{
    await using var command = db.CreateCommand();
    command.CommandText = "select id, day, cents from purchase where customer_id = @c and day >= @a and day <= @b";
    command.Parameters.AddRange([new SqliteParameter("@c", customerId), new SqliteParameter("@a", from), new SqliteParameter("@b", until)]);
    var found = new List<Purchase>();
    await using (var reader = await command.ExecuteReaderAsync())
        while (await reader.ReadAsync())
            found.Add(new Purchase(reader.GetInt32(0), reader.GetString(1), reader.GetInt32(2)));
    return [.. found.OrderBy(one => one.Day, StringComparer.Ordinal).ThenBy(one => one.Id)];
}

async Task<Customer?> FindByEmail(SqliteConnection db, string email)
{
    await using var command = db.CreateCommand();
    command.CommandText = "select * from customer where lower(email) = @small";
    command.Parameters.AddWithValue("@small", email.ToLowerInvariant());
    await using var reader = await command.ExecuteReaderAsync();
    return await reader.ReadAsync() ? new Customer(reader.GetInt32(0), reader.GetString(1), reader.GetString(2)) : null;
}

async Task<List<string>> CodesFrom(SqliteConnection db, string prefix)
{
    await using var command = db.CreateCommand();
    command.CommandText = "select code from article where code >= @prefix order by code";
    command.Parameters.AddWithValue("@prefix", prefix);
    await using var reader = await command.ExecuteReaderAsync();
    var codes = new List<string>();
    while (await reader.ReadAsync() && reader.GetString(0).StartsWith(prefix, StringComparison.Ordinal))
        codes.Add(reader.GetString(0));
    return codes;
}
