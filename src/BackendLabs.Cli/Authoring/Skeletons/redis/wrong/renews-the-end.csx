// fails: ends-after-a-day
// breaks: one-day
// Moves the end on with each visit, so that a busy page never ends.
long Visit(IDatabase cache, string page)
{
    var count = cache.StringIncrement("visits:" + page);
    cache.KeyExpire("visits:" + page, TimeSpan.FromDays(1));
    return count;
}
