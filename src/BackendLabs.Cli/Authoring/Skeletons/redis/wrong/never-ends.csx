// fails: ends-after-a-day
// breaks: one-day
// Counts for ever.
long Visit(IDatabase cache, string page) => cache.StringIncrement("visits:" + page);
