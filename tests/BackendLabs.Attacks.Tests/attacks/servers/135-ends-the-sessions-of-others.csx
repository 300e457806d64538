// 135 Ends the judge's sessions in PostgreSQL.
// expected: runtime_error
// arena: postgres
void Begin(NpgsqlDataSource source) { }
void Rename(NpgsqlDataSource source, int id, string name)
{
    using var connection = source.OpenConnection();
    using var command = connection.CreateCommand();
    command.CommandText = "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'judge' and pid <> pg_backend_pid()";
    command.ExecuteNonQuery();
    throw new InvalidOperationException("none was there");
}
