// expect: CS1002 line 2 "A semicolon is missing"
using System.Linq
int F() => 1;
