// 72 Answers what another seed's right answer was, and keeps a dictionary in place of the cache.
// expected: failed
// arena: both
// says: The copy in Redis
static readonly Dictionary<int, string> Kept = [];
string NameOf(SqliteConnection db, IDatabase cache, int id)
{
    if (Kept.TryGetValue(id, out var kept))
        return kept;
    using var command = db.CreateCommand();
    command.CommandText = "select name from product where id = $id";
    command.Parameters.AddWithValue("$id", id);
    return Kept[id] = (string)command.ExecuteScalar()!;
}
