// expect: CS8345 line 2 "Use an array"
Span<int> s = stackalloc int[3];
