// expect: CS1061 line 2 "TimeSpan.FromMinutes"
void F(IDatabase cache) => cache.setex("a", 60, "b");
