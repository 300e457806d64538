// expect: CS0029 line 2 "ToString()"
string F() => 1;
