// expect: LAB008 line 2 "Delete lines "
Sure! Here is the code you asked for:

string Greet(string name) => name;

Let me know if you need more.
