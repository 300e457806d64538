// expect: CS8602 line 2 "s may be null here"
int F(string? s) => s.Length;
