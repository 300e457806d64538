// expect: runtime_error
// because: the same, awaited
// words: another kind of value
async Task<object?> Run(SqliteConnection db, IDatabase cache)
{
    await cache.ListRightPushAsync("basket", "tea");
    return (string?)await cache.StringGetAsync("basket");
}
