// expect: CS1061 line 2 "IsNull"
string F(IDatabase cache) => cache.GetOrCreate("a", () => "b");
