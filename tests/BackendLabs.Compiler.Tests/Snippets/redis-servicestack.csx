// expect: CS1061 line 2 "HashSet(key, field, value)"
void F(IDatabase cache) => cache.SetEntryInHash("a", "b", "c");
