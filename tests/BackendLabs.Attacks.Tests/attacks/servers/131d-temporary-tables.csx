// 131d Fills PostgreSQL's disk with temporary tables.
// expected: runtime_error | denied
// arena: postgres
void Begin(NpgsqlDataSource source) { }
void Rename(NpgsqlDataSource source, int id, string name)
{
    using var connection = source.OpenConnection();
    using var command = connection.CreateCommand();
    for (var i = 0; i < 40; i++)
    {
        command.CommandText = $"create temporary table t{i} as select repeat(md5(g::text), 60) as t from generate_series(1, 15000) g";
        command.ExecuteNonQuery();
    }
}
