// expect: LAB017 line 4 "Write an ordinary one in its place: static reado"
// entry: string Greet(string name)
using System.Text.RegularExpressions;
[GeneratedRegex("a", RegexOptions.IgnoreCase)]
private static partial Regex Blank();
string Greet(string name) => Blank().IsMatch(name) ? "a" : "b";
