// fails: never-gives-up
// breaks: nobody-sent-away
// Tries three times and then says that nothing is left. On a busy day others are quicker more often.
bool Buy(IDatabase cache, int id)
{
    var key = $"stock:{id}";
    for (var tries = 0; tries < 3; tries++)
    {
        var seen = cache.StringGet(key);
        if (seen.IsNull || (int)seen < 1)
            return false;

        var sale = cache.CreateTransaction();
        sale.AddCondition(Condition.StringEqual(key, seen));
        _ = sale.StringSetAsync(key, (int)seen - 1);
        if (sale.Execute())
            return true;
    }

    return false;
}
