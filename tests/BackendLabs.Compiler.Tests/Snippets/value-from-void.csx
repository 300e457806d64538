// expect: CS0127 line 2 "returns nothing"
void F() { return 1; }
