// expect: LAB007 line 3 "Write " instead of \" where a text begins or end"
// entry: string Greet(string name)
string Greet(string name) { return \"Hello\"; }
