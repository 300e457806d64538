// expect: CS1109 line 2 "Write it at the top level, without the class aro"
static class E { public static string Greet(this string s) => s; }
string Greet(string name) => name.Greet();
