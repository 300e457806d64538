// expect: CS0019 line 2 "does not go between string and int"
bool F(string s) => s == 1;
