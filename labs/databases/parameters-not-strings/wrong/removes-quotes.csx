// fails: quotes-are-letters, injection-finds-nothing, writes-are-data
// breaks: only-letters
// Removes the quotes from names before gluing them in, and so changes what people are called.
Customer? FindCustomer(SqliteConnection db, string name)
{
    name = name.Replace("'", "");
    using var command = db.CreateCommand();
    command.CommandText = "select id, name, city from customer where name = '" + name + "'";
    using var reader = command.ExecuteReader();
    return reader.Read() ? new Customer(reader.GetInt32(0), reader.GetString(1), reader.GetString(2)) : null;
}

bool Rename(SqliteConnection db, int id, string name)
{
    name = name.Replace("'", "");
    using var command = db.CreateCommand();
    command.CommandText = "update customer set name = '" + name + "' where id = " + id;
    return command.ExecuteNonQuery() == 1;
}

int SpentCents(SqliteConnection db, string customerId)
{
    using var command = db.CreateCommand();
    command.CommandText = "select coalesce(sum(cents), 0) from purchase where customer_id = $id";
    command.Parameters.AddWithValue("$id", customerId);
    return Convert.ToInt32(command.ExecuteScalar());
}
