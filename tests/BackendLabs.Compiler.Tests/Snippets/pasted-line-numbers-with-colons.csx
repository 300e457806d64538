// expect: LAB008 line 4 "Delete the number in front of each line."
// a
// entry: string Greet(string name)
 8: string Greet(string name)
 9: {
10:     return name;
11: }
