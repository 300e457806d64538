// 170 Sends thousands of commands to Redis before those that are counted, and then one for each product.
// expected: failed
// arena: counts
// says: Round trips to Redis
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
    for (var i = 0; i < 2_500; i++)
        cache.StringGet("noise", CommandFlags.FireAndForget);
    cache.StringGet("noise");
}
List<string> NamesOf(SqliteConnection db, IDatabase cache, List<int> ids)
{
    foreach (var id in ids)
        cache.StringGet("product/" + id);
    return All(db);
}
