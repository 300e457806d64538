// expect: LAB007 line 2 "word processor's quotation mark"
string F() => “abc”;
