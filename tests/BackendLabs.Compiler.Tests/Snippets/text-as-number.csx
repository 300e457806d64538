// expect: CS0029 line 2 "int.Parse(text)"
int F() => "1";
