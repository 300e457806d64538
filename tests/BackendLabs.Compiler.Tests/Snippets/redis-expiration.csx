// expect: CS0246 line 2 "as a TimeSpan"
void F(IDatabase cache) => cache.StringSet("a", "b", new Expiration(TimeSpan.FromSeconds(1)));
