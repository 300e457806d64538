// 111 Fills Redis until it takes no more.
// expected: runtime_error|time_limit|denied|failed
// arena: cache
// says: OOM
void Remember(IDatabase cache, string key, string value)
{
    var text = new string('x', 900_000);
    for (var i = 0; i < 100; i++)
        cache.StringSet("k" + i, text);
}
