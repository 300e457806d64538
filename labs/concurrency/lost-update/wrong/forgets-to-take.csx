// fails: sells-while-there-is-stock
// breaks: takes-one
// Says that a piece is sold and leaves it in the stock.
bool Buy(IDatabase cache, int id)
{
    var left = (int)cache.StringGet($"stock:{id}");
    return left > 0;
}
