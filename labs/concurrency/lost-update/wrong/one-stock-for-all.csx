// fails: sells-while-there-is-stock
// breaks: key
// Counts down one stock, whichever product is bought.
bool Buy(IDatabase cache, int id)
{
    if (cache.StringDecrement("stock") >= 0)
        return true;
    cache.StringIncrement("stock");
    return false;
}
