// expect: runtime_error
// because: its condition did not hold, so its command has no result
// words: a condition did not hold; Execute
async Task<object?> Run(SqliteConnection db, IDatabase cache)
{
    var sale = cache.CreateTransaction();
    sale.AddCondition(Condition.KeyExists("nothing"));
    var left = sale.StringDecrementAsync("stock");
    await sale.ExecuteAsync();
    return await left;
}
