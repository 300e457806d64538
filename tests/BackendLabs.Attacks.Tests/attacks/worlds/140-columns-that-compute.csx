// 140 Leaves columns whose values are computed, and large, whenever somebody reads a row.
// expected: passed|time_limit|memory_limit
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
    var columns = string.Join(", ", Enumerable.Range(0, 6).Select(i => $"c{i} text as (replace(hex(zeroblob(a)), '0', '00'))"));
    Run(db, $"create table trap (a integer, {columns})");
    Run(db, "insert into trap (a) with recursive n(i) as (select 1 union all select i + 1 from n where i < 3) select 2000000 from n");
}
