// expect: CS9283 line 2 "Write the method with this at the top level: sta"
static class E { extension(string s) { public string Loud() => s + "!"; } }
string Greet(string name) => name.Loud();
