// 111b Lets one value grow by writing at its end.
// expected: runtime_error|failed
// arena: cache
void Remember(IDatabase cache, string key, string value)
{
    cache.Execute("SETRANGE", "k", "536870000", "x");
}
