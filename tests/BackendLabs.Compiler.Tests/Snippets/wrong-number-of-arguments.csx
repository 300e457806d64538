// expect: CS1501 line 2 "void G()"
void F() => G(1);
void G() { }
