// expect: CS1105 line 2 "Write static in front of its type: static … Name"
int Twice(this int x) => x * 2;
int F() => 2.Twice();
