// expect: LAB007 line 3 "Write the text as $"Hello, {name}": a $, a strai"
// entry: string Greet(string name)
string Greet(string name) { return `Hello, ${name}!`; }
