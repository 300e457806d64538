// expect: LAB025 line 3 "Return int, or async Task<int>."
// entry: int Sum(int a)
long Sum(int a) => a;
