// 120c Matches a pattern of many stars against a long text.
// expected: failed|time_limit|runtime_error
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
        select count(*) from (with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000) select i from n) where replace(hex(zeroblob(20000)), '00', 'a') like '%a%a%a%a%a%a%a%a%a%a%a%a%b'
        """);
}
