// 132b Opens more connections to MariaDB than it has.
// expected: failed | runtime_error
// arena: mysql
void Begin(MySqlDataSource source) { }
void Rename(MySqlDataSource source, int id, string name)
{
    using var connection = source.OpenConnection();
    using var command = connection.CreateCommand();
    var held = new List<MySqlConnection>();
    for (var i = 0; i < 200; i++)
        held.Add(source.OpenConnection());
}
