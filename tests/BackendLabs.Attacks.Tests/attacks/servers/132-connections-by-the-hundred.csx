// 132 Opens more connections to PostgreSQL than it has.
// expected: failed | runtime_error
// arena: postgres
void Begin(NpgsqlDataSource source) { }
void Rename(NpgsqlDataSource source, int id, string name)
{
    using var connection = source.OpenConnection();
    using var command = connection.CreateCommand();
    var held = new List<NpgsqlConnection>();
    for (var i = 0; i < 200; i++)
        held.Add(source.OpenConnection());
}
