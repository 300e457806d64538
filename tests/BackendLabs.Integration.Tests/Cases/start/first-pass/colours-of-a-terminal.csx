// expect: passed
// because: copied from a terminal that colours code
// says: they are ignored
// words: Colour codes of a terminal
[34mstring[0m Greet(string name) => string.IsNullOrWhiteSpace(name) ? "Hello, stranger!" : $"Hello, {name}!";[0m
