// fails: takes-one
// breaks: takes
// Forgets to say which item.
bool Take(NpgsqlConnection shop, int id)
{
    using var command = new NpgsqlCommand("update item set amount = amount - 1 where amount > 0", shop);
    return command.ExecuteNonQuery() > 0;
}
