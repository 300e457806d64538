// expect: nothing
// entry: string Greet(string name)
string Greet(string name) => string.IsNullOrWhiteSpace(name) ? "Hello, stranger!" : $"Hello, {name}!";
