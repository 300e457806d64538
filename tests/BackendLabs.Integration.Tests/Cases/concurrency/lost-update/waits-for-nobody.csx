// expect: time_limit
// because: nobody completes the task
// words: The last thing that your code asked for was GET, in line 6; a task that nobody completes
async Task<bool> Buy(IDatabase cache, int id)
{
    _ = cache.StringGet($"stock:{id}");
    await new TaskCompletionSource().Task;
    return true;
}
