// expect: LAB006 line 3 "Nothing needs to be done. Copy from an editor to"
// entry: string Greet(string name)
[32mstring[0m Greet(string name) => string.IsNullOrWhiteSpace(name) ? "Hello, stranger!" : $"Hello, {name}!";[K
