// entry: void Save()
// expect: LAB025 line 3 "Return nothing"
int Save() => 1;
