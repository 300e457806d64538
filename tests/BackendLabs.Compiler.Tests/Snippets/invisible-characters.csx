// expect: LAB006 line 3 "Nothing needs to be done. Type the line again to"
// entry: string Greet(string name)
​string Greet(string name) =>​ string.IsNullOrWhiteSpace(name) ? "Hello, stranger!" : $"Hello, {name}!";​
