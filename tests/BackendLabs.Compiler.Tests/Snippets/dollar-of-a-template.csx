// expect: nothing
// entry: string Greet(string name)
string Greet(string name) => "Hello, {name}!".Replace("{name}", name);
