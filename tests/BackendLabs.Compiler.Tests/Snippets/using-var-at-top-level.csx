// expect: LAB015 line 2 "Move it into the method"
using var stream = new System.IO.MemoryStream();
int F() => 1;
