// expect: passed
// because: web pages put characters without a width into code
// says: they are ignored
// words: invisible characters were pasted along
​string Greet(string name) =>​ string.IsNullOrWhiteSpace(name) ? "Hello, stranger!" : $"Hello, {name}!";​
