// expect: compile_error
// because: pasted from a chat or a README
// says: delete both fence lines
// words: Delete both fence lines, 5 and 7
```csharp
string Greet(string name) => string.IsNullOrWhiteSpace(name) ? "Hello, stranger!" : $"Hello, {name}!";
```
