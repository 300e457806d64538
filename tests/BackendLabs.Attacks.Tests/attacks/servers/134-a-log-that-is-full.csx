// 134 Fills PostgreSQL's log with long statements, and asks twice where once is right.
// expected: failed
// says: more statements of SQL
// arena: postgres
void Begin(NpgsqlDataSource source)
{
    using var connection = source.OpenConnection();
    using var command = connection.CreateCommand();
    var comment = new string('x', 1 << 20);
    for (var i = 0; i < 70; i++)
    {
        command.CommandText = "select 1 /* " + comment + " */";
        command.ExecuteNonQuery();
    }
}

void Rename(NpgsqlDataSource source, int id, string name)
{
    using var connection = source.OpenConnection();
    using var command = connection.CreateCommand();
    command.CommandText = "select 1";
    command.ExecuteNonQuery();
    command.CommandText = "update item set name = @name where id = @id";
    command.Parameters.AddWithValue("id", id);
    command.Parameters.AddWithValue("name", name);
    command.ExecuteNonQuery();
}
