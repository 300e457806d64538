bool Take(NpgsqlConnection shop, int id)
{
    using var command = new NpgsqlCommand("update item set amount = amount - 1 where id = @id and amount > 0", shop);
    command.Parameters.AddWithValue("id", id);
    return command.ExecuteNonQuery() == 1;
}
