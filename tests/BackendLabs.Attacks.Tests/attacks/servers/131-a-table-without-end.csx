// 131 Fills PostgreSQL's disk with rows.
// expected: runtime_error | denied
// arena: postgres
void Begin(NpgsqlDataSource source) { }
void Rename(NpgsqlDataSource source, int id, string name)
{
    using var connection = source.OpenConnection();
    using var command = connection.CreateCommand();
    command.CommandText = "insert into item select g, repeat(md5(g::text), 60) from generate_series(100, 200000) g";
    command.ExecuteNonQuery();
}
