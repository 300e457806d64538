// expect: time_limit
// because: the condition never holds
// words: again and again; Line
bool Buy(IDatabase cache, int id)
{
    while (true)
    {
        if (cache.StringGet($"stock:{id}") == "never")
            return true;
    }
}
