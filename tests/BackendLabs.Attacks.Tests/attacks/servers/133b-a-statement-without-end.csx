// 133b Has MariaDB count without end.
// expected: time_limit
// arena: mysql
void Begin(MySqlDataSource source) { }
void Rename(MySqlDataSource source, int id, string name)
{
    using var connection = source.OpenConnection();
    using var command = connection.CreateCommand();
    command.CommandTimeout = 0;
    command.CommandText = "select count(*) from seq_1_to_1000000 a, seq_1_to_1000000 b";
    command.ExecuteNonQuery();
}
