// 142 Leaves lists, hashes and a stream whose items are as long as the server takes.
// expected: passed
// arena: cache
void Remember(IDatabase cache, string key, string value)
{
    cache.StringSet(key, value);
    var large = new string('x', 900_000);
    for (var i = 0; i < 8; i++)
    {
        cache.HashSet("hash", i, large);
        cache.ListRightPush("list", large);
    }
    cache.Execute("XADD", "stream", "*", "field", large);
    for (var i = 0; i < 500; i++)
        cache.SetAdd("set", new byte[] { 0, 0xff, (byte)i, (byte)(i >> 8) });
}
