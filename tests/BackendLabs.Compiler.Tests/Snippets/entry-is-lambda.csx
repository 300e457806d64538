// expect: LAB020 line 3 "Write it as a method: string Greet(string name)"
// entry: string Greet(string name)
var Greet = (string name) => name;
