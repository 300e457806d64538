// fails: same-text
// breaks: same-text
// Doubles every quote and reads every number before it glues them in. Today nothing gets through; the next place is one call away.
Customer? FindCustomer(SqliteConnection db, string name)
{
    using var command = db.CreateCommand();
    command.CommandText = $"select id, name, city from customer where name = '{name.Replace("'", "''")}'";
    using var reader = command.ExecuteReader();
    if (!reader.Read()) return null;
    return new Customer(reader.GetInt32(0), reader.GetString(1), reader.GetString(2));
}

bool Rename(SqliteConnection db, int id, string name)
{
    using var command = db.CreateCommand();
    command.CommandText = $"update customer set name = '{name.Replace("'", "''")}' where id = {id}";
    return command.ExecuteNonQuery() == 1;
}

int SpentCents(SqliteConnection db, string customerId)
{
    if (!int.TryParse(customerId, out var id)) return 0;
    using var command = db.CreateCommand();
    command.CommandText = $"select coalesce(sum(cents), 0) from purchase where customer_id = {id}";
    return Convert.ToInt32(command.ExecuteScalar());
}
