// expect: time_limit
// because: nothing is sent before Execute
// words: nothing is sent until; Execute() of a batch; StringDecrement
async Task<bool> Buy(IDatabase cache, int id)
{
    var batch = cache.CreateBatch();
    await batch.StringDecrementAsync($"stock:{id}");
    batch.Execute();
    return true;
}
