// expect: LAB017 line 4 "Write an ordinary one in its place: static reado"
// entry: string Greet(string name)
using System.Text.RegularExpressions;
partial class P { [GeneratedRegex("^\\s*$")] public static partial Regex Blank(); }
string Greet(string name) => P.Blank().IsMatch(name) ? "a" : "b";
