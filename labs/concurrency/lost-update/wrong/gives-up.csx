// fails: counts-every-sale
// breaks: nobody-sent-away
// Does not try again when somebody was quicker, and sends a customer away although there is stock.
bool Buy(IDatabase cache, int id)
{
    var key = $"stock:{id}";
    var seen = cache.StringGet(key);
    if (seen.IsNull || (int)seen < 1)
        return false;

    var sale = cache.CreateTransaction();
    sale.AddCondition(Condition.StringEqual(key, seen));
    _ = sale.StringSetAsync(key, (int)seen - 1);
    return sale.Execute();
}
