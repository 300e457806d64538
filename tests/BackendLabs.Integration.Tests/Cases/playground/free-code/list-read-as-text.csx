// expect: runtime_error
// because: another kind of value is under the key
// words: another kind of value
object? Run(SqliteConnection db, IDatabase cache)
{
    cache.ListRightPush("basket", "tea");
    return (string?)cache.StringGet("basket");
}
