// Drops its indexes and makes them anew with each start. GLOB knows capitals from small letters, as an ordinary index does.
void Prepare(SqliteConnection db)
{
    string[] indexes = ["purchase_newest_last on purchase (customer_id, day, id)", "customer_of_address on customer (email collate nocase)", "article_codes on article (code)"];
    foreach (var index in indexes)
    {
        db.Run($"drop index if exists {index.Split(' ')[0]}");
        db.Run($"create index {index}");
    }
}

List<Purchase> PurchasesBetween(SqliteConnection db, int customerId, string from, string until) =>
    db.Ask("with mine as (select * from purchase where customer_id = $0) select id, day, cents from mine where day between $1 and $2 order by day, id", customerId, from, until)
        .Select(row => new Purchase(Convert.ToInt32(row[0]), (string)row[1], Convert.ToInt32(row[2])))
        .ToList();

Customer? FindByEmail(SqliteConnection db, string email) =>
    db.Ask("select id, email, name from customer where email collate nocase = $0 limit 1", email)
        .Select(row => new Customer(Convert.ToInt32(row[0]), (string)row[1], (string)row[2]))
        .SingleOrDefault();

List<string> CodesFrom(SqliteConnection db, string prefix) =>
    [.. from row in db.Ask("select code from article where code glob $0 order by code", prefix + "*") select (string)row[0]];

static class Questions
{
    public static void Run(this SqliteConnection db, string sql)
    {
        using var command = new SqliteCommand(sql, db);
        command.ExecuteNonQuery();
    }

    public static IEnumerable<object[]> Ask(this SqliteConnection db, string sql, params object[] values)
    {
        using var command = new SqliteCommand(sql, db);
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"${i}", values[i]);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            yield return row;
        }
    }
}
