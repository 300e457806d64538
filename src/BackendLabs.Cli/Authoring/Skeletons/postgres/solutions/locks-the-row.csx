bool Take(NpgsqlConnection shop, int id)
{
    using var transaction = shop.BeginTransaction();
    using var look = new NpgsqlCommand("select amount from item where id = @id for update", shop, transaction);
    look.Parameters.AddWithValue("id", id);
    if ((int)look.ExecuteScalar()! == 0)
        return false;
    using var take = new NpgsqlCommand("update item set amount = amount - 1 where id = @id", shop, transaction);
    take.Parameters.AddWithValue("id", id);
    take.ExecuteNonQuery();
    transaction.Commit();
    return true;
}
