// 123c Uses its connection from many threads at once.
// expected: failed|runtime_error|time_limit
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
    var threads = Enumerable.Range(0, 8).Select(_ => new Thread(() => { for (var i = 0; i < 500; i++) { try { Run(db, "select * from product; update product set name = 'x'"); } catch (Exception) { } } })).ToList();
    threads.ForEach(thread => thread.Start());
    threads.ForEach(thread => thread.Join());
}
