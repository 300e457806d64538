// fails: quotes-are-letters, injection-finds-nothing, writes-are-data, ids-are-data
// breaks: only-letters, spent
// Glues every value into the SQL text.
Customer? FindCustomer(SqliteConnection db, string name)
{
    using var command = db.CreateCommand();
    command.CommandText = "select id, name, city from customer where name = '" + name + "'";
    using var reader = command.ExecuteReader();
    return reader.Read() ? new Customer(reader.GetInt32(0), reader.GetString(1), reader.GetString(2)) : null;
}

bool Rename(SqliteConnection db, int id, string name)
{
    using var command = db.CreateCommand();
    command.CommandText = $"update customer set name = '{name}' where id = {id}";
    return command.ExecuteNonQuery() == 1;
}

int SpentCents(SqliteConnection db, string customerId)
{
    using var command = db.CreateCommand();
    command.CommandText = $"select coalesce(sum(cents), 0) from purchase where customer_id = {customerId}";
    return Convert.ToInt32(command.ExecuteScalar());
}
