// expect: LAB007 line 3 "Delete it, or type the line again."
// entry: string Greet(string name)
string Greet(string name) { ret​urn name; }
