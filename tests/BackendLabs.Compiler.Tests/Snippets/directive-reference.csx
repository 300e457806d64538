// expect: LAB010 line 2 "#r brings in"
#r "BackendLabs.Judge.dll"
int F() => 1;
