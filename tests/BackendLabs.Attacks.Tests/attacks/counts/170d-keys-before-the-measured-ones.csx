// 170d Names more keys than are kept, and then the one that nobody may ask for.
// expected: failed
// arena: counts
// says: A key that nobody may ask for
static List<string> All(SqliteConnection db)
{
    using var command = db.CreateCommand();
    command.CommandText = "select name from product order by id";
    using var reader = command.ExecuteReader();
    var names = new List<string>();
    while (reader.Read())
        names.Add(reader.GetString(0));
    return names;
}
void Begin(SqliteConnection db, IDatabase cache)
{
    for (var i = 0; i < 30; i++)
        cache.StringGet(Enumerable.Range(0, 1_000).Select(j => (RedisKey)$"noise/{i}/{j}").ToArray());
}
List<string> NamesOf(SqliteConnection db, IDatabase cache, List<int> ids)
{
    cache.StringGet("forbidden");
    return All(db);
}
