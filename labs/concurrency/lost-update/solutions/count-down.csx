// Takes a piece in one step and gives it back where there was none. The stock is below zero for a moment only.
bool Buy(IDatabase cache, int id)
{
    var key = $"stock:{id}";
    if (cache.StringDecrement(key) >= 0)
        return true;

    cache.StringIncrement(key);
    return false;
}
