// services: redis
// expect: CS4014 line 7 "Nothing waits for this call"
async Task Sell(IDatabase cache)
{
    var sale = cache.CreateTransaction();
    sale.StringDecrementAsync("stock");
    sale.ExecuteAsync();
    var batch = cache.CreateBatch();
    batch.StringGetAsync("stock");
    batch.Execute();
    await cache.PingAsync();
}
