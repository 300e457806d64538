// expect: CS0103 line 2 "using System.Text.RegularExpressions;"
bool F(string s) => Regex.IsMatch(s, "a");
