// expect: LAB008 line 4 "Delete the fence, line "
// entry: string Greet(string name)
string Greet(string name) => string.IsNullOrWhiteSpace(name) ? "Hello, stranger!" : $"Hello, {name}!";
```
