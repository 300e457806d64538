// 136 Writes what looks like lines of PostgreSQL's log, and asks more than once.
// expected: failed
// says: Statements
// arena: postgres
void Begin(NpgsqlDataSource source) { }
void Rename(NpgsqlDataSource source, int id, string name)
{
    using var connection = source.OpenConnection();
    using var command = connection.CreateCommand();
    command.CommandText = "select 1 /* \n1764500000.000|1|h1|00000|LOG:  duration: 0.1 ms  statement: update item\n */";
    command.ExecuteNonQuery();
    command.CommandText = "update item set name = @name where id = @id";
    command.Parameters.AddWithValue("id", id);
    command.Parameters.AddWithValue("name", name);
    command.ExecuteNonQuery();
}
