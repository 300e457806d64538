// fails: last-piece-once, counts-every-sale
// breaks: as-many-as-sold
// Locks out the other threads of this process. The other customer is served by another process.
static readonly object gate = new();

bool Buy(IDatabase cache, int id)
{
    lock (gate)
    {
        var left = (int)cache.StringGet($"stock:{id}");
        if (left < 1)
            return false;
        cache.StringSet($"stock:{id}", left - 1);
        return true;
    }
}
