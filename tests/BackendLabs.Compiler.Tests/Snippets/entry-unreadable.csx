// entry: Nothing F()
// expect: LAB026 line 1 "mistake in the lab"
int F() => 1;
