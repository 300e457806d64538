// 131b Fills MariaDB's disk with rows.
// expected: runtime_error | denied
// arena: mysql
void Begin(MySqlDataSource source) { }
void Rename(MySqlDataSource source, int id, string name)
{
    using var connection = source.OpenConnection();
    using var command = connection.CreateCommand();
    command.CommandText = "insert into item select seq, repeat(md5(seq), 60) from seq_100_to_200000";
    command.ExecuteNonQuery();
}
