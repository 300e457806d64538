// expect: CS1983 line 2 "async Task<int> F(…)"
async int F() { return 1; }
