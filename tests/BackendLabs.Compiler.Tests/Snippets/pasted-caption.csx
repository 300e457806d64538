// expect: LAB008 line 3 "Delete line "
// entry: string Greet(string name)
csharp
Copy code
string Greet(string name) => name;
