// expect: LAB008 line 3 "Delete both fence lines, "
// entry: string Greet(string name)
```csharp
string Greet(string name) => string.IsNullOrWhiteSpace(name) ? "Hello, stranger!" : $"Hello, {name}!";
```
