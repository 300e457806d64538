// expect: CS1061 line 2 "later StackExchange.Redis"
string? F(IDatabase cache) => cache.StringGetDelete("a");
