// 140b Leaves a column that matches a pattern of many wildcards, in one step that nobody can break off.
// expected: passed
// arena: db
static void Run(SqliteConnection db, string sql)
{
    using var command = db.CreateCommand();
    command.CommandText = sql;
    command.ExecuteNonQuery();
}
void Rename(SqliteConnection db, int id, string name)
{
    Run(db, $"update product set name = '{name}' where id = {id}");
    Run(db, "create table trap (a text, b integer as (a like '@repeat(40,"%a%a")@%b'))");
    Run(db, "insert into trap (a) values (replace(hex(zeroblob(5000)), '0', 'a'))");
}
