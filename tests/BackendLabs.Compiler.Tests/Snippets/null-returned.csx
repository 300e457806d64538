// expect: CS8603 line 2 "may return null"
string F() => null;
