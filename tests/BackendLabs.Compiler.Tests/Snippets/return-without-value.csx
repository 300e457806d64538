// expect: CS0126 line 2 "needs a value"
int F() { return; }
