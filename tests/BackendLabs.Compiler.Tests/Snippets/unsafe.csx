// expect: CS0227 line 2 "not allowed"
unsafe int F() { int x = 1; int* p = &x; return *p; }
