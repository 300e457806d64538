// fails: finds-purchases-by-index
// breaks: search
// Fetches the whole table and chooses with LINQ: no index helps a question that was never asked.
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

List<Purchase> PurchasesBetween(SqliteConnection db, int customerId, string from, string until)
{
    using var command = db.CreateCommand();
    command.CommandText = "select id, customer_id, day, cents from purchase";
    using var reader = command.ExecuteReader();
    var all = new List<(int Customer, Purchase Purchase)>();
    while (reader.Read())
        all.Add((reader.GetInt32(1), new Purchase(reader.GetInt32(0), reader.GetString(2), reader.GetInt32(3))));
    return all
        .Where(row => row.Customer == customerId)
        .Select(row => row.Purchase)
        .Where(purchase => string.CompareOrdinal(purchase.Day, from) >= 0 && string.CompareOrdinal(purchase.Day, until) <= 0)
        .OrderBy(purchase => purchase.Day)
        .ThenBy(purchase => purchase.Id)
        .ToList();
}

Customer? FindByEmail(SqliteConnection db, string email)
{
    using var command = db.CreateCommand();
    command.CommandText = "select id, email, name from customer where email = $email collate nocase";
    command.Parameters.AddWithValue("$email", email);
    using var reader = command.ExecuteReader();
    return reader.Read() ? new Customer(reader.GetInt32(0), reader.GetString(1), reader.GetString(2)) : null;
}

// All that begins with AB stands between AB and AC.
List<string> CodesFrom(SqliteConnection db, string prefix)
{
    using var command = db.CreateCommand();
    command.CommandText = "select code from article where code >= $prefix and code < $next order by code";
    command.Parameters.AddWithValue("$prefix", prefix);
    command.Parameters.AddWithValue("$next", prefix[..^1] + (char)(prefix[^1] + 1));
    using var reader = command.ExecuteReader();
    var codes = new List<string>();
    while (reader.Read())
        codes.Add(reader.GetString(0));
    return codes;
}
