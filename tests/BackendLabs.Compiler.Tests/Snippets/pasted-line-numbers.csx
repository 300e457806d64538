// expect: LAB008 line 3 "Delete the number in front of each line."
// entry: string Greet(string name)
1  string Greet(string name)
2  {
3      return name;
4  }
