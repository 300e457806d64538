// 137b Asks MariaDB to log nothing of it, in each way that there is.
// expected: runtime_error | failed
// never: took 
// arena: mysql
void Begin(MySqlDataSource source) { }
void Rename(MySqlDataSource source, int id, string name)
{
    using var connection = source.OpenConnection();
    using var command = connection.CreateCommand();
    foreach (var way in new[] { "set sql_log_off = 1", "set global general_log = off", "set global log_output = 'NONE'", "truncate table mysql.general_log", "flush logs", "set password for judge@localhost = ''" })
    {
        command.CommandText = way;
        try { command.ExecuteNonQuery(); Console.WriteLine("took " + way); } catch (MySqlException) { }
    }

    throw new InvalidOperationException("none");
}
