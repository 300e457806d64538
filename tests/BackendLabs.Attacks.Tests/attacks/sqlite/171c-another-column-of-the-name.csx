// 171c Renames the column and adds another one of its name, which takes what the judge changes.
// expected: failed
// arena: both
// says: changed the table product
static string? Run(SqliteConnection db, string sql)
{
    using var command = db.CreateCommand();
    command.CommandText = sql;
    using var reader = command.ExecuteReader();
    return reader.Read() ? reader.GetString(0) : null;
}
string NameOf(SqliteConnection db, IDatabase cache, int id)
{
    if (Run(db, "select name from sqlite_master where sql like '%was%'") is null)
    {
        using var command = db.CreateCommand();
        command.CommandText = "alter table product rename column name to was; alter table product add column name text not null default ''";
        command.ExecuteNonQuery();
    }

    return Run(db, $"select was from product where id = {id}")!;
}
