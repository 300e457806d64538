// 131c Has PostgreSQL sort gigabytes on its disk.
// expected: runtime_error | denied
// arena: postgres
void Begin(NpgsqlDataSource source) { }
void Rename(NpgsqlDataSource source, int id, string name)
{
    using var connection = source.OpenConnection();
    using var command = connection.CreateCommand();
    command.CommandText = "select count(*) from (select g, repeat(md5(g::text), 40) as t from generate_series(1, 2000000) g order by t offset 0) s";
    command.ExecuteNonQuery();
}
