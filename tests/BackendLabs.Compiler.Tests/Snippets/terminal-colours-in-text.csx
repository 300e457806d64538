// expect: LAB002 line 3 "Delete it; if it belongs into a string, write it"
// entry: string Greet(string name)
string Greet(string name) => "[32mHello";
