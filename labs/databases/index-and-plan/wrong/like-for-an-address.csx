// fails: right-answers
// breaks: address
// Compares addresses with LIKE, which takes no notice of capitals, and takes _ for any letter.
void Prepare(SqliteConnection db)
{
    Run(db, "create index if not exists purchase_of_customer on purchase (customer_id, day)");
    Run(db, "create index if not exists customer_by_email on customer (email collate nocase)");
    Run(db, "create index if not exists article_by_code on article (code)");
}

void Run(SqliteConnection db, string sql)
{
    using var command = db.CreateCommand();
    command.CommandText = sql;
    command.ExecuteNonQuery();
}

List<T> Read<T>(SqliteConnection db, string sql, Func<SqliteDataReader, T> row, params (string Name, object Value)[] values)
{
    using var command = db.CreateCommand();
    command.CommandText = sql;
    foreach (var (name, value) in values)
        command.Parameters.AddWithValue(name, value);
    using var reader = command.ExecuteReader();
    var rows = new List<T>();
    while (reader.Read())
        rows.Add(row(reader));
    return rows;
}

List<Purchase> PurchasesBetween(SqliteConnection db, int customerId, string from, string until) => Read(
    db,
    "select id, day, cents from purchase where customer_id = $customer and day >= $from and day <= $until order by day, id",
    row => new Purchase(row.GetInt32(0), row.GetString(1), row.GetInt32(2)),
    ("$customer", customerId), ("$from", from), ("$until", until));

Customer? FindByEmail(SqliteConnection db, string email) => Read(
    db,
    "select id, email, name from customer where email like $email",
    row => new Customer(row.GetInt32(0), row.GetString(1), row.GetString(2)),
    ("$email", email)).FirstOrDefault();

// All that begins with AB stands between AB and AC.
List<string> CodesFrom(SqliteConnection db, string prefix) => Read(
    db,
    "select code from article where code >= $prefix and code < $next order by code",
    row => row.GetString(0),
    ("$prefix", prefix), ("$next", prefix[..^1] + (char)(prefix[^1] + 1)));
