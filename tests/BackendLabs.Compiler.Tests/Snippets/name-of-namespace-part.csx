// expect: CS0234 line 2 "Did you mean Collections?"
using System.Colections.Generic;
int F() => 1;
