// fails: last-piece-once, counts-every-sale
// breaks: as-many-as-sold
// A transaction without a condition: its commands run together, and the number in it is as old as before.
bool Buy(IDatabase cache, int id)
{
    var left = (int)cache.StringGet($"stock:{id}");
    if (left < 1)
        return false;
    var sale = cache.CreateTransaction();
    _ = sale.StringSetAsync($"stock:{id}", left - 1);
    return sale.Execute();
}
