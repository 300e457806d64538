// fails: stays-at-zero
// breaks: nobody-sent-away
// Notes which products are sold out, to save questions, and never hears that new pieces came in.
static readonly System.Collections.Concurrent.ConcurrentDictionary<int, bool> soldOut = new();

bool Buy(IDatabase cache, int id)
{
    if (soldOut.ContainsKey(id))
        return false;
    if (cache.StringDecrement($"stock:{id}") >= 0)
        return true;

    cache.StringIncrement($"stock:{id}");
    soldOut[id] = true;
    return false;
}
