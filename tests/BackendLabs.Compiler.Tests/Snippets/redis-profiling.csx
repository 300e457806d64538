// expect: CS1061 line 2 "RegisterProfiler"
void F(IDatabase cache) => cache.Multiplexer.BeginProfiling("a");
