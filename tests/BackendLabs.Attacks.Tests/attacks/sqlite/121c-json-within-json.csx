// 121c Nests JSON ten thousand deep and groups it into one.
// expected: runtime_error|memory_limit|failed|time_limit
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
        select json_extract(replace(hex(zeroblob(50000)), '0', '['), '$[0]'); with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000000) select length(group_concat(json_array(i, hex(zeroblob(1000))))) from n
        """);
}
