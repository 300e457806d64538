// The index holds what the question asks for: lower(email). And LIKE with a fixed beginning searches, where the index
// compares letters as LIKE does.
const string Indexes = """
    create index if not exists purchase_of_customer on purchase (customer_id, day, id, cents);
    create index if not exists customer_by_small_email on customer (lower(email));
    create index if not exists article_by_code on article (code collate nocase);
    """;

async Task Prepare(SqliteConnection db)
{
    await using var command = new SqliteCommand(Indexes, db);
    await command.ExecuteNonQueryAsync();
}

async IAsyncEnumerable<T> Read<T>(SqliteConnection db, string sql, Func<SqliteDataReader, T> row, params (string Name, object Value)[] values)
{
    await using var command = new SqliteCommand(sql, db);
    foreach (var (name, value) in values)
        command.Parameters.AddWithValue(name, value);
    await using var reader = await command.ExecuteReaderAsync();
    while (await reader.ReadAsync())
        yield return row(reader);
}

async Task<List<Purchase>> PurchasesBetween(SqliteConnection db, int customerId, string from, string until) =>
    await Read(
        db,
        "select id, day, cents from purchase where customer_id = @customer and day between @from and @until order by day, id",
        row => new Purchase(row.GetInt32(0), row.GetString(1), row.GetInt32(2)),
        ("@customer", customerId), ("@from", from), ("@until", until)).ToListAsync();

async Task<Customer?> FindByEmail(SqliteConnection db, string email) =>
    await Read(
        db,
        "select id, email, name from customer where lower(email) = lower(@email)",
        row => new Customer(row.GetInt32(0), row.GetString(1), row.GetString(2)),
        ("@email", email)).FirstOrDefaultAsync();

async Task<List<string>> CodesFrom(SqliteConnection db, string prefix) =>
    await Read(db, "select code from article where code like @pattern order by code", row => row.GetString(0), ("@pattern", prefix + "%")).ToListAsync();
