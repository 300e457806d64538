// fails: last-piece-once, counts-every-sale
// breaks: as-many-as-sold
// Reads the stock and writes one less: whoever comes in between is overwritten.
bool Buy(IDatabase cache, int id)
{
    var left = (int)cache.StringGet($"stock:{id}");
    if (left < 1)
        return false;
    cache.StringSet($"stock:{id}", left - 1);
    return true;
}
