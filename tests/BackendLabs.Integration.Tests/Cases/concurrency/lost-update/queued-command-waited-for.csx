// expect: time_limit
// because: a blocking wait for a command that is not sent
// words: nothing is sent until ExecuteAsync
bool Buy(IDatabase cache, int id)
{
    var sale = cache.CreateTransaction();
    var left = sale.StringDecrementAsync($"stock:{id}").Result;
    return sale.Execute();
}
