// 171d Puts an index on an expression there that fails with what the judge writes.
// expected: failed
// arena: both
// says: breaks when the check uses them
static string? Run(SqliteConnection db, string sql)
{
    using var command = db.CreateCommand();
    command.CommandText = sql;
    using var reader = command.ExecuteReader();
    return reader.Read() ? reader.GetString(0) : null;
}
string NameOf(SqliteConnection db, IDatabase cache, int id)
{
    var name = Run(db, $"select name from product where id = {id}")!;
    using var command = db.CreateCommand();
    command.CommandText = $"create index if not exists trap on product (abs(case when name = '{name}' then 1 else -9223372036854775808 end))";
    command.ExecuteNonQuery();
    return name;
}
