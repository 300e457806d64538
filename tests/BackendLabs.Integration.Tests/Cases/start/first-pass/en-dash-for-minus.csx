// expect: compile_error
// because: "delete it" would change the program
// says: write -
// words: – is an en dash; Write -
string Greet(string name) => name.Trim().Length – 0 == 0 ? "Hello, stranger!" : $"Hello, {name}!";
