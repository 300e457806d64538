// 133 Has PostgreSQL sleep for ever.
// expected: time_limit
// arena: postgres
void Begin(NpgsqlDataSource source) { }
void Rename(NpgsqlDataSource source, int id, string name)
{
    using var connection = source.OpenConnection();
    using var command = connection.CreateCommand();
    command.CommandTimeout = 0;
    command.CommandText = "select pg_sleep(100000)";
    command.ExecuteNonQuery();
}
