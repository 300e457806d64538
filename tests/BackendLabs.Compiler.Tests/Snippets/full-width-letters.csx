// expect: LAB007 line 3 "Write return instead of ｒｅｔｕｒｎ."
// entry: string Greet(string name)
string Greet(string name) { ｒｅｔｕｒｎ name; }
