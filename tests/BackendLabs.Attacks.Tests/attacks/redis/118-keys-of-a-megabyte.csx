// 118 Uses keys and patterns that are as long as values, with characters that are no text.
// expected: failed|runtime_error
// arena: cache
void Remember(IDatabase cache, string key, string value)
{
    cache.StringSet(new string('k', 900_000), "v");
    cache.StringSet(new byte[] { 0xff, 0, 0x1b, 10, 13 }, "v");
    cache.Execute("KEYS", string.Concat(Enumerable.Repeat("*a", 30)));
    cache.Execute("OBJECT", "FREQ", "attack");
}
