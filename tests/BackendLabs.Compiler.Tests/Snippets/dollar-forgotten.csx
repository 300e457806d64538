// expect: LAB019 line 3 "Write $ in front of the opening quote: $"Hello, "
// entry: string Greet(string name)
string Greet(string name) => "Hello, {name}!";
