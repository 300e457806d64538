// expect: CS8604 line 2 "s may be null"
int F(string? s) => int.Parse(s);
