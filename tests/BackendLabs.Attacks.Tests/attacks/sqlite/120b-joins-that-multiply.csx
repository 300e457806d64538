// 120b Joins a few rows with themselves until the sun goes out.
// expected: time_limit
// arena: db
static void Run(SqliteConnection db, string sql)
{
    using var command = db.CreateCommand();
    command.CommandText = sql;
    using var reader = command.ExecuteReader();
    do { while (reader.Read()) { } } while (reader.NextResult());
}
void Rename(SqliteConnection db, int id, string name)
{
    Run(db, """
        with d(i) as (values (1),(2),(3),(4),(5),(6),(7),(8),(9),(10)) select count(*) from d a, d b, d c, d e, d f, d g, d h, d j, d k, d l, d m, d n
        """);
}
