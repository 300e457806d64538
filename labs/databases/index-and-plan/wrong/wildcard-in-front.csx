// fails: finds-codes-by-index
// breaks: search
// Looks for the letters anywhere and throws away afterwards what does not begin with them.
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

List<string> CodesFrom(SqliteConnection db, string prefix)
{
    using var command = db.CreateCommand();
    command.CommandText = "select code from article where code like $pattern order by code";
    command.Parameters.AddWithValue("$pattern", "%" + prefix + "%");
    using var reader = command.ExecuteReader();
    var codes = new List<string>();
    while (reader.Read())
        codes.Add(reader.GetString(0));
    return codes.Where(code => code.StartsWith(prefix, StringComparison.Ordinal)).ToList();
}
