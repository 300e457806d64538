// expect: CS1061 line 2 "ListLeftPush"
void F(IDatabase cache) => cache.StreamAdd("a", "b", "c");
