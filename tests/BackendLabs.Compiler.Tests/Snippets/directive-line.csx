// expect: LAB011 line 3 "Delete this line"
int F() => 1;
#line 500 "other.cs"
int G() => 2;
