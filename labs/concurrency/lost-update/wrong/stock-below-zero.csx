// fails: last-piece-once
// breaks: as-many-as-sold
// Looks first and believes the count afterwards. Who comes too late is refused, and has taken a piece that was not there.
bool Buy(IDatabase cache, int id)
{
    var key = $"stock:{id}";
    var left = cache.StringGet(key);
    if (left.IsNull || (int)left <= 0)
        return false;
    return cache.StringDecrement(key) >= 0;
}
