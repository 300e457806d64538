// fails: last-piece-once
// breaks: as-many-as-sold
// Counts down in one step, but decides by an answer that is old by then: two customers get the last piece.
bool Buy(IDatabase cache, int id)
{
    if ((int)cache.StringGet($"stock:{id}") < 1)
        return false;
    cache.StringDecrement($"stock:{id}");
    return true;
}
