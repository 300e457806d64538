bool Buy(IDatabase cache, int id)
{
    var key = $"stock:{id}";
    while (true)
    {
        var seen = cache.StringGet(key);
        if (seen.IsNull || (int)seen == 0)
            return false;

        var sale = cache.CreateTransaction();
        sale.AddCondition(Condition.StringEqual(key, seen));
        _ = sale.StringSetAsync(key, (int)seen - 1);
        if (sale.Execute())
            return true;
    }
}
