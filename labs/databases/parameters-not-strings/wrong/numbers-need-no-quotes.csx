// fails: ids-are-data
// breaks: spent
// Doubles the quotes in names by hand and glues the id in as it is, because a number has no quotes.
string Quoted(string text) => "'" + text.Replace("'", "''") + "'";

Customer? FindCustomer(SqliteConnection db, string name)
{
    using var command = db.CreateCommand();
    command.CommandText = "select id, name, city from customer where name = " + Quoted(name);
    using var reader = command.ExecuteReader();
    return reader.Read() ? new Customer(reader.GetInt32(0), reader.GetString(1), reader.GetString(2)) : null;
}

bool Rename(SqliteConnection db, int id, string name)
{
    using var command = db.CreateCommand();
    command.CommandText = "update customer set name = " + Quoted(name) + " where id = " + id;
    return command.ExecuteNonQuery() == 1;
}

int SpentCents(SqliteConnection db, string customerId)
{
    using var command = db.CreateCommand();
    command.CommandText = "select coalesce(sum(cents), 0) from purchase where customer_id = " + customerId;
    return Convert.ToInt32(command.ExecuteScalar());
}
