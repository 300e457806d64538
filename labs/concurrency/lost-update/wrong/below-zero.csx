// fails: stays-at-zero
// breaks: refuses
// Counts down without giving back, so that the stock says less than nothing.
bool Buy(IDatabase cache, int id) => cache.StringDecrement($"stock:{id}") >= 0;
