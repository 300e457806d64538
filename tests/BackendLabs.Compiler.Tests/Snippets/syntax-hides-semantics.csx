// expect: CS1002 line 3 "semicolon"
int F() => unknown;
int G() { return 1 }
