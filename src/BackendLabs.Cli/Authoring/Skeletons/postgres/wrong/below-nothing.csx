// fails: stops-at-none
// breaks: none-left
// Takes what is not there.
bool Take(NpgsqlConnection shop, int id)
{
    using var command = new NpgsqlCommand("update item set amount = amount - 1 where id = @id", shop);
    command.Parameters.AddWithValue("id", id);
    return command.ExecuteNonQuery() == 1;
}
