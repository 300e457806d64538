// expect: CS0266 line 2 "(int)value"
int F(IDatabase cache) => cache.StringGet("a");
