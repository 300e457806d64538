// 130b Has MariaDB keep more in temporary tables than it has memory.
// expected: denied
// says: more than 512 MB of memory
// arena: mysql
void Begin(MySqlDataSource source) { }
void Rename(MySqlDataSource source, int id, string name)
{
    using var connection = source.OpenConnection();
    using var command = connection.CreateCommand();
    command.CommandText = "set session max_heap_table_size = 2000000000, tmp_table_size = 2000000000";
    command.ExecuteNonQuery();
    command.CommandText = "select count(*) from (select distinct cast(repeat(md5(seq), 15) as char(500)) as t from seq_1_to_1000000) s";
    command.ExecuteNonQuery();
}
