// fails: counts-in-redis
// breaks: under-its-key
// Counts in the process, where no other server sees it and a restart loses it.
Dictionary<string, long> counts = [];

long Visit(IDatabase cache, string page) => counts[page] = counts.GetValueOrDefault(page) + 1;
