// 24 An asynchronous chain that never ends, and starts two of itself each time.
// expected: time_limit | memory_limit
// arena: plain
async Task<int> Twice(int number)
{
    while (true)
    {
        await Task.Yield();
        _ = Task.Run(() => Task.Yield());
    }
}
