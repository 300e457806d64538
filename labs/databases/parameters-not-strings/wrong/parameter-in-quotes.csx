// fails: finds-by-name
// breaks: exactly
// Puts quotes around the parameter, which makes it a text of five letters.
Customer? FindCustomer(SqliteConnection db, string name)
{
    using var command = db.CreateCommand();
    command.CommandText = "select id, name, city from customer where name = '$name'";
    command.Parameters.AddWithValue("$name", name);
    using var reader = command.ExecuteReader();
    return reader.Read() ? new Customer(reader.GetInt32(0), reader.GetString(1), reader.GetString(2)) : null;
}

bool Rename(SqliteConnection db, int id, string name)
{
    using var command = db.CreateCommand();
    command.CommandText = "update customer set name = $name where id = $id";
    command.Parameters.AddWithValue("$name", name);
    command.Parameters.AddWithValue("$id", id);
    return command.ExecuteNonQuery() == 1;
}

int SpentCents(SqliteConnection db, string customerId)
{
    using var command = db.CreateCommand();
    command.CommandText = "select coalesce(sum(cents), 0) from purchase where customer_id = $id";
    command.Parameters.AddWithValue("$id", customerId);
    return Convert.ToInt32(command.ExecuteScalar());
}
