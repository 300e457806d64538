// 130 Has PostgreSQL keep more in memory than it has.
// expected: denied
// says: more than 512 MB of memory
// arena: postgres
void Begin(NpgsqlDataSource source) { }
void Rename(NpgsqlDataSource source, int id, string name)
{
    using var connection = source.OpenConnection();
    using var command = connection.CreateCommand();
    command.CommandText = "select array_agg(repeat(md5(g::text), 100)) from generate_series(1, 1000000) g";
    command.ExecuteNonQuery();
}
