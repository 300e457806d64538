// expect: passed
// because: a space that never breaks is a space to C#
// says: nothing needs to be said
// words: passed
string Greet(string name) => string.IsNullOrWhiteSpace(name) ? "Hello, stranger!" : $"Hello, {name}!";
