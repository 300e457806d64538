// fails: finds-purchases-by-index
// breaks: search
// Makes an index on what the answer shows, and not on what the question asks by.
void Prepare(SqliteConnection db)
{
    Run(db, "create index if not exists purchase_of_customer on purchase (cents)");
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
    command.CommandText = """
        select id, day, cents from purchase
        where customer_id = $customer and day >= $from and day <= $until
        order by day, id
        """;
    command.Parameters.AddWithValue("$customer", customerId);
    command.Parameters.AddWithValue("$from", from);
    command.Parameters.AddWithValue("$until", until);
    using var reader = command.ExecuteReader();
    var found = new List<Purchase>();
    while (reader.Read())
        found.Add(new Purchase(reader.GetInt32(0), reader.GetString(1), reader.GetInt32(2)));
    return found;
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
