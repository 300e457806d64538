// 171b Moves the rows into a table of its own, where the judge changes nothing.
// expected: failed
// arena: both
// says: no row changed
static string? Run(SqliteConnection db, string sql)
{
    using var command = db.CreateCommand();
    command.CommandText = sql;
    using var reader = command.ExecuteReader();
    return reader.Read() ? reader.GetString(0) : null;
}
string NameOf(SqliteConnection db, IDatabase cache, int id)
{
    using var command = db.CreateCommand();
    command.CommandText = "create table if not exists mine (id integer primary key, name text); insert or ignore into mine select * from product; delete from product;";
    command.ExecuteNonQuery();
    return Run(db, $"select name from mine where id = {id}")!;
}
