// expect: CS1056 line 2 "printer's quotation mark"
string F() => “abc”;
