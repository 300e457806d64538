// expect: LAB006 line 4 "If an answer differs by nothing that you can see"
// expect: LAB006 line 4 "If an answer differs by nothing that you can see"
// entry: string Greet(string name)
string Greet(string name) => $"Hello, {name}!​";
