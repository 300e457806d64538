// 110j Sends EVAL while(true)do(end)end 0.
// expected: denied
// arena: cache
// says: EVAL
void Remember(IDatabase cache, string key, string value)
{
    cache.Execute("EVAL", "while(true)do(end)end", "0");
}
