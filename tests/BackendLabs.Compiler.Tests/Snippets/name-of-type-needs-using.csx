// expect: CS0246 line 2 "using System.Text.RegularExpressions;"
Regex Pattern() => new("a");
