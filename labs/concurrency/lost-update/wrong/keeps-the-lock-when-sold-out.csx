// fails: stays-at-zero
// breaks: nothing-behind
// Gives the lock back after a sale, and forgets it where nothing is left. The next customer waits until the lock ends.
bool Buy(IDatabase cache, int id)
{
    var key = $"stock:{id}";
    var me = Guid.NewGuid().ToString();
    while (!cache.LockTake($"lock:{key}", me, TimeSpan.FromMinutes(1)))
        System.Threading.Thread.Sleep(20);

    var left = (int)cache.StringGet(key);
    if (left < 1)
        return false;
    cache.StringSet(key, left - 1);
    cache.LockRelease($"lock:{key}", me);
    return true;
}
