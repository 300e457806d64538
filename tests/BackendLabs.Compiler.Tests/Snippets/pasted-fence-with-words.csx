// expect: LAB008 line 4 "Delete both fence lines, "
// entry: string Greet(string name)
Here is the answer:
```cs
string Greet(string name) => string.IsNullOrWhiteSpace(name) ? "Hello, stranger!" : $"Hello, {name}!";
```
It works because it's short.
