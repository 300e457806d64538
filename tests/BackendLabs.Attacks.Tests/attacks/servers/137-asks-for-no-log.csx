// 137 Asks PostgreSQL to log nothing of it, in each way that there is.
// expected: runtime_error | failed
// never: took 
// arena: postgres
void Begin(NpgsqlDataSource source) { }
void Rename(NpgsqlDataSource source, int id, string name)
{
    using var connection = source.OpenConnection();
    using var command = connection.CreateCommand();
    foreach (var way in new[] { "set log_min_duration_statement = -1", "set log_statement = none", "alter role current_user set log_min_duration_statement = -1", "set session authorization judge", "set role judge", "load 'auto_explain'" })
    {
        command.CommandText = way;
        try { command.ExecuteNonQuery(); Console.WriteLine("took " + way); } catch (PostgresException) { }
    }

    throw new InvalidOperationException("none");
}
