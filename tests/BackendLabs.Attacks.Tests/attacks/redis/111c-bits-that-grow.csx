// 111c Sets a bit half a thousand megabytes away, and unions that multiply.
// expected: runtime_error|failed
// arena: cache
void Remember(IDatabase cache, string key, string value)
{
    try { cache.Execute("SETBIT", "k", "4294967295", "1"); } catch (Exception error) { Console.WriteLine(error.Message); }
    for (var i = 0; i < 30; i++)
    {
        cache.StringAppend("k", new string('x', 100_000));
        cache.Execute("COPY", "k", "k" + i);
    }
    cache.Execute("LCS", "k", "k1");
}
