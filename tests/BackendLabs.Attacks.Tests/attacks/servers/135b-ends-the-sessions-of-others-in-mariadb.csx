// 135b Ends the sessions of others in MariaDB.
// expected: runtime_error
// never: ended another
// arena: mysql
void Begin(MySqlDataSource source) { }
void Rename(MySqlDataSource source, int id, string name)
{
    using var connection = source.OpenConnection();
    using var command = connection.CreateCommand();
    command.CommandText = "select connection_id()";
    var own = Convert.ToInt32(command.ExecuteScalar());
    for (var other = 1; other < own; other++)
    {
        command.CommandText = $"kill {other}";
        try { command.ExecuteNonQuery(); Console.WriteLine("ended another"); } catch (MySqlException) { }
    }
    throw new InvalidOperationException("none");
}
