// expect: CS1012 line 2 "double quotes"
string F() => 'abc';
