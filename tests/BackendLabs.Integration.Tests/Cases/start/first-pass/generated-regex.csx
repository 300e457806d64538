// expect: compile_error
// because: source generators do not run in scripts
// says: new Regex(...)
// words: [GeneratedRegex] needs a source generator; new Regex(
using System.Text.RegularExpressions;
partial class P { [GeneratedRegex("^\\s*$")] public static partial Regex Blank(); }
string Greet(string name) => P.Blank().IsMatch(name) ? "Hello, stranger!" : $"Hello, {name}!";
